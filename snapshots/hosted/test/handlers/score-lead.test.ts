import { expect, test } from "vitest";
import { scoreLead } from "../../src/generated/tools/score-lead.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what score_lead must do. */
test("score_lead answers, or refuses with a code of its own", async () => {
  const result = await callTool(scoreLead, { email: "someone@example.com" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
