import { describe, expect, test } from "vitest";
import { warnOfEnds } from "../src/ends.js";
import { describeMajors, type Major } from "../src/majors.js";
import { createLog } from "../src/telemetry/log.js";
import { parseLines } from "./support/lines.js";

const identity = { name: "fixture", title: "Fixture", version: "1.4.0", contract: "sha256:1" };
const end = { deprecated: "2026-12-01", sunset: "2027-06-30", successor: 2 };
const majors: readonly Major[] = [
  { major: 1, identity: { ...identity, end }, tools: [] },
  { major: 2, identity, tools: [] },
];

const loggedAt = (time: string) => {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  warnOfEnds(majors, log, Date.parse(time));
  return parseLines(lines.join(""));
};

describe("when a server starts with a major that ends", () => {
  test("it warns, with the days that are left", () => {
    const told = {
      level: "warn",
      event: "major_ends",
      major: 1,
      sunset: "2027-06-30",
      successor: 2,
    };
    expect(loggedAt("2027-06-20T00:00:00Z")).toEqual([
      expect.objectContaining({ ...told, days: 10 }),
    ]);
    expect(loggedAt("2027-06-29T23:59:59Z")).toEqual([
      expect.objectContaining({ ...told, days: 1 }),
    ]);
  });

  test("it says so as an error from that day on, in UTC", () => {
    const told = { level: "error", event: "major_ended", major: 1, sunset: "2027-06-30" };
    expect(loggedAt("2027-06-30T00:00:00Z")).toEqual([expect.objectContaining(told)]);
    expect(loggedAt("2028-01-01T00:00:00Z")).toEqual([expect.objectContaining(told)]);
  });

  test("the day is among what it says of its majors", () => {
    expect(describeMajors(majors)).toEqual([
      { major: 1, version: "1.4.0", contract: "sha256:1", sunset: "2027-06-30" },
      { major: 2, version: "1.4.0", contract: "sha256:1" },
    ]);
  });
});
