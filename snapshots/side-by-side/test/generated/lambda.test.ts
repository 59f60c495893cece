// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { http } from "../../src/generated/contract.js";
import { credentials } from "../support/credentials.js";
import { testDatabases } from "../support/databases.js";
import { connectTo, hostedEnv } from "../support/hosted.js";
import { answerOf, context, eventOf } from "../support/lambda.js";
import { servesTheContract } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "mcp-lambda-"));
const databases = testDatabases();
const { env, token, close } = await credentials(["books:read"]);
const variables = {
  ...hostedEnv,
  AUDIT_FILE: join(folder, "audit.jsonl"),
  ...databases.env,
  ...env,
};
for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);

/** Started by the first who needs it, and once. */
const started = () => import("../../src/lambda.js");

afterAll(() => {
  vi.unstubAllEnvs();
  close();
  databases.remove();
  rmSync(folder, { recursive: true });
});

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
  const client = await connectTo(answer, http.path, era, token);
  return { client, close: () => client.close() };
});
