import { expect, test } from "vitest";
import { shelfOf } from "../../src/generated/tools/shelf-of.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what shelf_of must do. */
test("shelf_of answers, or refuses with a code of its own", async () => {
  const result = await callTool(shelfOf, { title: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
