import { expect, test } from "vitest";
import { part } from "../../src/generated/tools/part.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what part must do. */
test("part answers, or refuses with a code of its own", async () => {
  const result = await callTool(part, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
