import { expect, test } from "vitest";
import { workingDays } from "../../src/generated/tools/working-days.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

test.each([
  ["2026-11-02", "2026-11-02", 1], // a Monday
  ["2026-11-07", "2026-11-08", 0], // a weekend
  ["2026-11-06", "2026-11-09", 2], // Friday to Monday
  ["2026-01-01", "2026-12-31", 261],
])("from %s to %s there are %i working days", async (from, to, result) => {
  const { structuredContent } = await callTool(workingDays, { from, to });
  expect(structuredContent).toEqual({ result });
});

test("dates in the wrong order are refused with a code of their own", async () => {
  const result = await callTool(workingDays, { from: "2026-11-03", to: "2026-11-02" });
  expect(codeOf(result)).toBe("DATES_REVERSED");
});
