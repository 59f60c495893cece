import { expect, test } from "vitest";
import { awaitTool } from "../../src/generated/tools/await.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what await must do. */
test("await answers, or refuses with a code of its own", async () => {
  const result = await callTool(awaitTool, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
