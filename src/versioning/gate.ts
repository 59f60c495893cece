/** What stands against releasing a contract: a version that says too little, and tools that went without notice. */
import { compareVersions, parseVersion } from "../spec/semver.js";
import { heaviest } from "./change.js";
import { compareContracts } from "./compare.js";
import type { Contract } from "./contract.js";
import { counted, judge, type Judged, type Policy } from "./policy.js";
import type { Release } from "./release-file.js";
import { isEnough, nextVersion } from "./required-version.js";
import type { Level } from "./rules.js";

export interface Verdict {
  /** Since the last release; none without one. */
  readonly changes: readonly Judged[];
  readonly level: Level | undefined;
  /** The lowest version that says enough. */
  readonly needed: string;
  /** Whether the declared version is at least that. */
  readonly enough: boolean;
  /** The declared version precedes the last release. */
  readonly decreasing: boolean;
  /** Tools that are gone although nobody was told, or too early. */
  readonly unannounced: readonly Unannounced[];
  /** Fingerprints that are accepted and belong to no change. */
  readonly idle: readonly string[];
}

export interface Unannounced {
  readonly change: Judged;
  readonly why: string;
}

/** Compares a contract of a declared version with the last release. */
export function verdictOn(
  declared: string,
  contract: Contract,
  last: Release | undefined,
  policy: Policy,
): Verdict {
  if (last === undefined) {
    return {
      changes: [],
      level: undefined,
      needed: declared,
      enough: true,
      decreasing: false,
      unannounced: [],
      idle: Object.keys(policy.accepted),
    };
  }
  const changes = judge(compareContracts(last.contract, contract), policy);
  const level = heaviest(counted(changes));
  const needed = level === undefined ? last.version : nextVersion(last.version, level);
  const version = parseVersion(declared);
  const before = parseVersion(last.version);
  const found = new Set(changes.map(({ fingerprint }) => fingerprint));
  return {
    changes,
    level,
    needed,
    enough: isEnough(declared, last.version, level),
    decreasing: version !== undefined && before !== undefined && compareVersions(version, before) < 0,
    unannounced: counted(changes).flatMap((change) => {
      const why = whyUnannounced(change, declared, last);
      return why === undefined ? [] : [{ change, why }];
    }),
    idle: Object.keys(policy.accepted).filter((fingerprint) => !found.has(fingerprint)),
  };
}

/** A tool may go in the version that its deprecation named, when a release had announced it. */
function whyUnannounced(change: Judged, declared: string, last: Release): string | undefined {
  if (change.rule !== "tool-removed" && change.rule !== "tool-renamed") return undefined;
  // Before 1.0.0 nothing is promised.
  if (last.version.startsWith("0.")) return undefined;
  const { deprecated } = last.contract.tools[change.tool ?? ""] ?? {};
  if (deprecated === undefined) return `${last.version} did not say that it would go`;
  const version = parseVersion(declared);
  const promised = parseVersion(deprecated.removeIn);
  if (version === undefined || promised === undefined) return undefined;
  return compareVersions({ ...version, prerelease: [] }, promised) < 0
    ? `it was promised until ${deprecated.removeIn}`
    : undefined;
}
