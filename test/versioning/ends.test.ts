import { describe, expect, test } from "vitest";
import type { Spec } from "../../src/spec/schema.js";
import { compareContracts } from "../../src/versioning/compare.js";
import type { Contract } from "../../src/versioning/contract.js";
import { earlyEnds, lateNotices, nearEnds, noticeOf } from "../../src/versioning/ends.js";
import { judge, noPolicy } from "../../src/versioning/policy.js";

const contract = (serve: readonly number[], sunset?: Contract["sunset"]): Contract => ({
  contract: 1,
  transports: { stdio: true, http: false },
  auth: "none",
  scopes: {},
  environment: { required: [], optional: [] },
  serve,
  ...(sunset && { sunset }),
  tools: {},
});
const changes = (before: Contract, after: Contract, accepted = {}) =>
  judge(compareContracts(before, after), { ...noPolicy, accepted });
const released = (of: Contract) => ({ version: "2.1.0", contract: of });
const spec = (serve: Spec["server"]["serve"], notice?: string): Spec => ({
  spec: 1,
  server: { name: "shop", version: "2.1.0", description: "A shop.", ...(serve && { serve }) },
  ...(notice !== undefined && { versioning: { notice } }),
  tools: {},
});
const usual = noticeOf(spec([1, 2]));
const promised = noticeOf(spec([1, 2], "180d"));

test("the notice is 90 days, and a promise only where the project says so", () => {
  expect(usual).toEqual({ days: 90, promised: false });
  expect(promised).toEqual({ days: 180, promised: true });
  expect(noticeOf(spec([1], "0 d"))).toEqual({ days: 0, promised: true });
});

describe("a major that is gone", () => {
  const ending = contract([1, 2], { 1: "2027-06-30" });
  const gone = contract([2]);

  test.each([
    ["2027-06-29", 1],
    ["2027-06-30", 0],
    ["2028-01-01", 0],
  ])("on %s breaks its promise %i times", (today, times) => {
    expect(earlyEnds(changes(ending, gone), released(ending), today, usual)).toHaveLength(times);
  });

  test("may be gone early if that was accepted", () => {
    const [change] = changes(ending, gone);
    const accepted = { [change?.fingerprint ?? ""]: "Nobody calls it." };
    const after = changes(ending, gone, accepted);
    expect(earlyEnds(after, released(ending), "2027-01-01", usual)).toEqual([]);
  });

  test("without a word before needs one only where notice was promised, be it the newest or not", () => {
    const silent = contract([1, 2]);
    const why = (after: Contract, notice: typeof usual) =>
      earlyEnds(changes(silent, after), released(silent), "2027-01-01", notice).map(({ major }) => major);
    expect(why(gone, usual)).toEqual([]);
    expect(why(gone, promised)).toEqual([1]);
    expect(why(contract([3]), promised)).toEqual([1, 2]);
  });
});

test("a release announces no day that has come, and none that was moved there", () => {
  const late = (before: Contract, day: string) =>
    lateNotices(changes(before, contract([1, 2], { 1: "2027-06-30" })), day).map(({ major }) => major);
  for (const before of [contract([1, 2]), contract([1, 2], { 1: "2027-12-31" })]) {
    expect(late(before, "2027-06-29")).toEqual([]);
    expect(late(before, "2027-06-30")).toEqual([1]);
  }
  // Whoever gives longer, or says nothing new, is not late.
  expect(late(contract([1, 2], { 1: "2027-01-31" }), "2028-01-01")).toEqual([]);
  expect(late(contract([1, 2], { 1: "2027-06-30" }), "2028-01-01")).toEqual([]);
});

describe("an end is near", () => {
  const serve = [{ major: 1, deprecated: "2026-12-01", sunset: "2027-06-30" }, 2];
  const near = (today: string, last?: Contract) =>
    nearEnds(spec(serve), last && released(last), today, usual).map(({ daysLeft, announced }) => [
      daysLeft,
      announced,
    ]);

  test.each([
    ["2027-04-01", []],
    ["2027-04-02", [[89, false]]],
    ["2027-06-29", [[1, false]]],
    ["2027-06-30", [[0, false]]],
    ["2027-07-02", [[-2, false]]],
  ])("on %s: %j", (today, ends) => {
    expect(near(today)).toEqual(ends);
  });

  test("and announced, if a release named that day or an earlier one", () => {
    expect(near("2027-06-29", contract([1, 2], { 1: "2027-06-30" }))).toEqual([[1, true]]);
    expect(near("2027-06-29", contract([1, 2], { 1: "2027-05-31" }))).toEqual([[1, true]]);
    expect(near("2027-06-29", contract([1, 2], { 1: "2027-07-31" }))).toEqual([[1, false]]);
  });
});
