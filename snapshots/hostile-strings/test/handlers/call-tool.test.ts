import { expect, test } from "vitest";
import { callToolTool } from "../../src/generated/tools/call-tool.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what call-tool must do. */
test("call-tool answers, or refuses with a code of its own", async () => {
  const result = await callTool(callToolTool, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
