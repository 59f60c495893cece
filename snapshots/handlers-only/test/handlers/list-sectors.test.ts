import { expect, test } from "vitest";
import { listSectors } from "../../src/generated/tools/list-sectors.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what list_sectors must do. */
test("list_sectors answers, or refuses with a code of its own", async () => {
  const result = await callTool(listSectors, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
