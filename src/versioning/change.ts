/** A classified change between two contracts. */
import { createHash } from "node:crypto";
import type { Json } from "../spec/model.js";
import { canonicalJson } from "./canonical-json.js";
import { levelOf, needsReview, ruleOf, type Direction, type Level, type RuleId } from "./rules.js";

export interface Change {
  readonly rule: RuleId;
  /** Absent for what concerns the server as a whole. */
  readonly tool?: string;
  /** JSON pointer into the contract or, with a tool, into the tool. */
  readonly path: string;
  /** Absent: nothing stood there. */
  readonly before?: Json;
  readonly after?: Json;
  /** For schemas: whether the values come from callers or go to them. */
  readonly direction?: Direction;
  readonly level: Level;
  /** The level is a convention that somebody should look at. */
  readonly review: boolean;
  /** Twelve hexadecimal digits that stay the same as long as the change does. */
  readonly fingerprint: string;
}

/** What a comparison finds; its level and fingerprint follow. */
export type Found = Omit<Change, "level" | "review" | "fingerprint">;

/** The change with its level by the catalog. */
export function classified(found: Found): Change {
  const rule = ruleOf(found.rule);
  if (rule === undefined) throw new Error(`no such rule: ${found.rule}`);
  return {
    ...found,
    level: levelOf(rule, found.direction),
    review: needsReview(rule, found.direction),
    fingerprint: fingerprintOf(found),
  };
}

function fingerprintOf({ rule, tool, path, before, after, direction }: Found): string {
  const text = canonicalJson([rule, tool ?? null, path, direction ?? null, digest(before), digest(after)]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Tells a value that is not there from any that is. */
const digest = (value: Json | undefined): Json => (value === undefined ? [] : [value]);

const order: readonly Level[] = ["patch", "minor", "major"];

/** The heaviest level; `undefined` without any change. */
export function heaviest(changes: readonly Change[]): Level | undefined {
  const found = Math.max(-1, ...changes.map(({ level }) => order.indexOf(level)));
  return order[found];
}
