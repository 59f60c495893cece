import { expect, test } from "vitest";
import { compareVersions, parseVersion, type Version } from "../../src/spec/semver.js";

const version = (text: string) => parseVersion(text) as Version;

test("the order of semver.org §11", () => {
  const ordered = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1",
    "1.10.0",
    "2.0.0",
  ];
  for (const [index, text] of ordered.entries()) {
    for (const [other, against] of ordered.entries()) {
      expect(Math.sign(compareVersions(version(text), version(against)))).toBe(Math.sign(index - other));
    }
  }
});

test.each(["1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "", "1.2.x", "1.2.3 "])(
  "%s is none",
  (text) => {
    expect(parseVersion(text)).toBeUndefined();
  },
);

test.each(["0.0.0", "1.2.3-rc.1+build.5", "1.0.0--a", "1.0.0+001"])("%s is one", (text) => {
  expect(parseVersion(text)).toBeDefined();
});

test("numbers that are too large to be told apart are no version, as npm has it", () => {
  expect(parseVersion("9007199254740991.0.0")).toBeDefined();
  expect(parseVersion("9007199254740992.0.0")).toBeUndefined();
  expect(parseVersion("1.99999999999999999999.0")).toBeUndefined();
  const [low, high] = ["1.0.0-99999999999999999998", "1.0.0-99999999999999999999"].map(parseVersion);
  if (low === undefined || high === undefined) throw new Error("no versions");
  expect(compareVersions(low, high)).toBeLessThan(0);
});
