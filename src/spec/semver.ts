/** Semantic versions, https://semver.org/spec/v2.0.0.html. */

/** The expression that semver.org suggests, without the groups that are not used here. */
const pattern =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*))?(?:\+[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?$/;

export interface Version {
  readonly release: readonly [number, number, number];
  /** Identifiers after `-`; none for a release. */
  readonly prerelease: readonly string[];
}

/** `undefined`: not a semantic version, or one of numbers beyond 2^53. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = pattern.exec(text) ?? [];
  if (major === undefined) return undefined;
  const release = [Number(major), Number(minor), Number(patch)] as const;
  // npm takes no larger ones, and they could not be told apart.
  if (!release.every(Number.isSafeInteger)) return undefined;
  return { release, prerelease: prerelease?.split(".") ?? [] };
}

/** Negative when `a` precedes `b`, by §11. */
export function compareVersions(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = a.release[index] - b.release[index];
    if (difference !== 0) return difference;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return b.prerelease.length - a.prerelease.length;
  for (const [index, left] of a.prerelease.entries()) {
    const right = b.prerelease[index];
    if (right === undefined) return 1;
    if (left === right) continue;
    const bothNumeric = /^\d+$/.test(left) && /^\d+$/.test(right);
    if (bothNumeric) return left.length - right.length || (left < right ? -1 : 1);
    if (/^\d+$/.test(left)) return -1;
    if (/^\d+$/.test(right)) return 1;
    return left < right ? -1 : 1;
  }
  return a.prerelease.length - b.prerelease.length;
}
