import { expect, test } from "vitest";
import { reserve } from "../../src/generated/tools/reserve.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";
import { standIn } from "../support/stand-in.js";

/** A start: say here what reserve must change. */
test("reserve changes all that it should, or nothing", async () => {
  // Give it the database's answers, one for each statement, such as { rows: [{ id: 1 }], changed: 1 }.
  const database = standIn([]);
  const result = await callTool(reserve, { order: 1, product: "a" }, { shop: database });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
  expect(database.committed).toBe(result.isError !== true);
});
