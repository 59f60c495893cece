/** What a project says about changes: levels of its own for rules, and single changes that it accepts. */
import type { Spec } from "../spec/schema.js";
import type { Change } from "./change.js";
import type { Level } from "./rules.js";

export interface Policy {
  /** Levels by rule. `off`: not a change at all. */
  readonly rules: Readonly<Record<string, Level | "off">>;
  /** Reasons by fingerprint. */
  readonly accepted: Readonly<Record<string, string>>;
  /** What asks for a look counts as major. */
  readonly strict: boolean;
}

export const noPolicy: Policy = { rules: {}, accepted: {}, strict: false };

/** What a spec says under `versioning:`. */
export const policyOf = ({ versioning }: Spec): Policy => ({
  rules: versioning?.rules ?? {},
  accepted: versioning?.accept ?? {},
  strict: versioning?.strict ?? false,
});

/** A change as this project sees it. An accepted one asks for no version. */
export interface Judged extends Change {
  readonly accepted?: string;
}

/** The changes with the project's own levels, without those of rules that are off. */
export function judge(changes: readonly Change[], { rules, accepted, strict }: Policy): readonly Judged[] {
  return changes.flatMap((change) => {
    const own = Object.hasOwn(rules, change.rule) ? rules[change.rule] : undefined;
    if (own === "off") return [];
    const level = own ?? (strict && change.review ? "major" : change.level);
    const reason = Object.hasOwn(accepted, change.fingerprint) ? accepted[change.fingerprint] : undefined;
    return [{ ...change, level, ...(reason !== undefined && { accepted: reason }) }];
  });
}

/** The changes that ask for a version. */
export const counted = (changes: readonly Judged[]): readonly Judged[] =>
  changes.filter(({ accepted }) => accepted === undefined);
