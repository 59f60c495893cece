import { expect, test } from "vitest";
import { triage } from "../../src/generated/tools/triage.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what triage must do. */
test("triage answers, or refuses with a code of its own", async () => {
  const result = await callTool(triage, { contact: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
