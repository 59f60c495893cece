// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { afterAll, expect, test } from "vitest";
import { http } from "../../src/generated/contract.js";
import worker from "../../src/worker.js";
import { credentials } from "../support/credentials.js";
import { connectTo, hostedEnv } from "../support/hosted.js";
import { upstreamEnv } from "../support/upstream.js";
import { servesTheContract } from "./served.js";

const request = () => new Request(`https://localhost${http.path}`, { method: "POST" });

test("a Worker whose secrets are missing answers nobody, and tells callers nothing of it", async () => {
  const answer = await worker.fetch(request(), {});
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain("AUDIT_KEY");
});

const { env, token, close } = await credentials(["leads:read", "leads:write"]);
const bindings = { ...hostedEnv, ...upstreamEnv, ...env };
afterAll(close);

servesTheContract("a Worker", async (era) => {
  const answer = (asked: Request) => worker.fetch(asked, bindings);
  const client = await connectTo(answer, http.path, era, token);
  return { client, close: () => client.close() };
});
