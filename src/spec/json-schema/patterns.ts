/** Regular expressions of schemas: do they compile, and can they blow up? */

/** Why a pattern does not compile as JSON Schema wants it (ECMA-262 with `u`); `undefined`: it does. */
export function patternError(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^Invalid regular expression: /, "").replace(`/${pattern}/u: `, "");
  }
}

/** One character, class or escape, never a group, and never a reference back. */
const atom = String.raw`(?:[^\\^$.*+?()[\]{}|]|\.|\\[dDwWsSbBtnrfv0.*+?^$()[\]{}|/\\-]|\\[pP]\{\w+(?:=\w+)?\}|\[(?:[^\]\\]|\\.)*\])`;
/**
 * Anchored at the start, a row of atoms of which only the last may repeat without a fixed count: matching takes
 * one pass. Most patterns of real specs are of this form, and the full analysis need not be loaded for them.
 */
const plainlySafe = new RegExp(
  String.raw`^\^(?:${atom}(?:\{\d{1,4}\})?)*(?:${atom}(?:[*+?]|\{\d{1,6}(?:,\d{0,6})?\}))?\$?$`,
);

export type Verdict =
  | { readonly status: "safe" }
  | { readonly status: "vulnerable"; readonly complexity: string; readonly attack?: string }
  | { readonly status: "unknown" };

const verdicts = new Map<string, Verdict>();

/** Asks recheck, in JavaScript and without a clock, so that the verdict is the same on every machine. */
export async function patternVerdict(pattern: string): Promise<Verdict> {
  if (plainlySafe.test(pattern)) return { status: "safe" };
  const known = verdicts.get(pattern);
  if (known !== undefined) return known;
  const { recheckSync } = await import("./recheck.js");
  const result = recheckSync(pattern);
  verdicts.set(pattern, result);
  return result;
}
