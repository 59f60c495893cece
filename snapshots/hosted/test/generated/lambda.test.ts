// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { http } from "../../src/generated/contract.js";
import { credentials } from "../support/credentials.js";
import { connectTo, hostedEnv } from "../support/hosted.js";
import type { Credentials } from "../support/http.js";
import { answerOf, context, eventOf } from "../support/lambda.js";
import { upstreamEnv } from "../support/upstream.js";
import { servesTheContract } from "./served.js";

let folder: string;
let caller: Credentials;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mcp-lambda-"));
  caller = await credentials(["leads:read", "leads:write"]);
  const variables = {
    ...hostedEnv,
    AUDIT_FILE: join(folder, "audit.jsonl"),
    ...upstreamEnv,
    ...caller.env,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  caller.close();
  rmSync(folder, { recursive: true });
});

/** Started by the first who needs it, and once. */
const started = () => import("../../src/lambda.js");

test("an event without a credential is refused", async () => {
  const { handler } = await started();
  const request = new Request(`https://localhost${http.path}`, { method: "POST", body: "{}" });
  request.headers.set("content-type", "application/json");
  expect(await handler(await eventOf(request), context)).toMatchObject({ statusCode: 401 });
});

servesTheContract("Lambda", async (era) => {
  const { handler } = await started();
  const answer = async (request: Request) =>
    answerOf(await handler(await eventOf(request), context));
  const client = await connectTo(answer, http.path, era, caller.token);
  return { client, close: () => client.close() };
});
