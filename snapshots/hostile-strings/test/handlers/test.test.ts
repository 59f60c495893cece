import { expect, test } from "vitest";
import { testTool } from "../../src/generated/tools/test.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what test must do. */
test("test answers, or refuses with a code of its own", async () => {
  const result = await callTool(testTool, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
