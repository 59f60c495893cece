import { expect, test } from "vitest";
import { functionTool } from "../../src/generated/tools/function.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what Function must do. */
test("Function answers, or refuses with a code of its own", async () => {
  const result = await callTool(functionTool, { "a b": "a", "a-b": "*/`${1}`'\"" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
