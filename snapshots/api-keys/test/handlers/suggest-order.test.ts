import { expect, test } from "vitest";
import { suggestOrder } from "../../src/generated/tools/suggest-order.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what suggest_order must do. */
test("suggest_order answers, or refuses with a code of its own", async () => {
  const result = await callTool(suggestOrder, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
