import type { Diagnostic } from "./diagnostic.js";

/**
 * In reading order (file, place, code, message), each once. Files keep the order in which they were first
 * mentioned; what has no place comes first.
 */
export function inReadingOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<string, number>();
  for (const { span } of diagnostics) {
    if (span !== undefined && !files.has(span.file)) files.set(span.file, files.size);
  }
  const seen = new Set<string>();
  return diagnostics
    .filter((one) => {
      const key = `${one.code}\0${one.span?.file}\0${one.span?.start.offset}\0${one.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .map((one) => ({ one, file: one.span === undefined ? -1 : (files.get(one.span.file) ?? 0) }))
    .sort(
      (a, b) =>
        a.file - b.file ||
        (a.one.span?.start.offset ?? 0) - (b.one.span?.start.offset ?? 0) ||
        compare(a.one.code, b.one.code) ||
        compare(a.one.message, b.one.message),
    )
    .map(({ one }) => one);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
