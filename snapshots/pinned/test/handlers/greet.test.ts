import { expect, test } from "vitest";
import { greet } from "../../src/generated/tools/greet.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what greet must do. */
test("greet answers, or refuses with a code of its own", async () => {
  const result = await callTool(greet, { who: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
