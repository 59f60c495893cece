/**
 * Versions that both sides raised. A bot moves them all year, and so does a newer generator: the newer one is what
 * both want. A version that was lowered, or is no longer exact, was meant: it stays a difference.
 */
import { compareVersions, parseVersion } from "../../spec/semver.js";

export interface PinnedTexts {
  readonly base: string | undefined;
  readonly mine: string;
  readonly theirs: string;
}

/** One line with a version in it. Groups: what is pinned, and its version. */
const patterns: readonly (readonly [path: RegExp, line: RegExp])[] = [
  [
    /^\.github\/workflows\/[^/]+\.ya?ml$/,
    /(?<=^[ \t]*(?:-[ \t]+)?uses:[ \t]+)([\w./-]+)@[0-9a-f]{40}[ \t]+#[ \t]*v?(\d\S*)/gm,
  ],
  [/^package\.json$/, /(?<=^[ \t]+)"((?!version")[@\w./-]+)": "(\d+\.\d+\.\d+[^"]*)"/gm],
];

/** The same texts, with every version that both raised as the newer of the two has it. */
export function withNewerPins(path: string, texts: PinnedTexts): PinnedTexts {
  const { base, mine, theirs } = texts;
  const line = patterns.find(([pattern]) => pattern.test(path))?.[1];
  if (line === undefined || base === undefined) return texts;
  const [old, own, other] = [base, mine, theirs].map((text) => pinsOf(text, line));
  const raised = new Map<string, string>();
  for (const [name, before] of old ?? []) {
    const [left, right] = [own?.get(name), other?.get(name)];
    if (left === undefined || right === undefined) continue;
    if (left.text === right.text || left.text === before.text || right.text === before.text) continue;
    if (precedes(left, before) || precedes(right, before)) continue;
    raised.set(name, precedes(left, right) ? right.text : left.text);
  }
  if (raised.size === 0) return texts;
  const settled = (text: string) => text.replace(line, (whole, name: string) => raised.get(name) ?? whole);
  return { base: settled(base), mine: settled(mine), theirs: settled(theirs) };
}

interface Pin {
  readonly text: string;
  readonly version: string;
}

/** One that stands in several versions is none. */
function pinsOf(text: string, line: RegExp): ReadonlyMap<string, Pin> {
  const pins = new Map<string, Pin>();
  const several = new Set<string>();
  for (const [whole, name = "", version = ""] of text.matchAll(line)) {
    const before = pins.get(name);
    if (before !== undefined && before.text !== whole) several.add(name);
    if (parseVersion(version) !== undefined) pins.set(name, { text: whole, version });
  }
  for (const name of several) pins.delete(name);
  return pins;
}

function precedes(left: Pin, right: Pin): boolean {
  const [a, b] = [parseVersion(left.version), parseVersion(right.version)];
  return a !== undefined && b !== undefined && compareVersions(a, b) < 0;
}
