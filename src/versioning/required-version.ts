/** Which version a set of changes asks for. */
import { compareVersions, parseVersion } from "../spec/semver.js";
import type { Level } from "./rules.js";

/**
 * The lowest version that may follow `released` after changes of that level. Before 1.0.0 a major change counts as a
 * minor one (semver.org, §4: anything may change).
 */
export function nextVersion(released: string, level: Level): string {
  const [major, minor, patch] = parseVersion(released)?.release ?? [0, 0, 0];
  const prerelease = (parseVersion(released)?.prerelease.length ?? 0) > 0;
  const effective = major === 0 && level === "major" ? "minor" : level;
  // 2.0.0-rc.1 is followed by 2.0.0, which a change of any level up to major may be part of.
  if (
    prerelease &&
    (effective === "patch" || (effective === "minor" && patch === 0) || (minor === 0 && patch === 0))
  ) {
    return `${major}.${minor}.${patch}`;
  }
  if (effective === "major") return `${major + 1}.0.0`;
  if (effective === "minor") return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}

/** Whether `declared` says enough about changes of that level since `released`. Pre-releases count as what they lead to. */
export function isEnough(declared: string, released: string, level: Level | undefined): boolean {
  const version = parseVersion(declared);
  const before = parseVersion(released);
  if (version === undefined || before === undefined) return false;
  if (level === undefined) return compareVersions(version, before) >= 0;
  const needed = parseVersion(nextVersion(released, level));
  return (
    needed !== undefined &&
    compareVersions({ ...version, prerelease: [] }, needed) >= 0 &&
    compareVersions(version, before) > 0
  );
}
