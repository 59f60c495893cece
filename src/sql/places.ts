/** Parameters of a statement as their engine writes them, and the way back to where they were written. */

export interface Place {
  /** In the statement as written. */
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
}

export interface ReplacedText {
  readonly sql: string;
  /** From an offset in `sql` to the one in the statement as written. */
  readonly original: (offset: number) => number;
}

/** `places` in their order. */
export function replaced(statement: string, places: readonly Place[]): ReplacedText {
  let sql = "";
  let at = 0;
  /** Where each replacement ends, in both texts. */
  const ends: { readonly own: number; readonly written: number }[] = [];
  for (const { start, end, text } of places) {
    sql += statement.slice(at, start) + text;
    at = end;
    ends.push({ own: sql.length, written: end });
  }
  const original = (offset: number): number => {
    const index = ends.findIndex(({ own }) => own > offset);
    const before = index < 0 ? ends.at(-1) : ends[index - 1];
    const next = index < 0 ? undefined : places[index];
    const shifted = before === undefined ? offset : before.written + (offset - before.own);
    return next === undefined ? shifted : Math.min(shifted, next.start);
  };
  return { sql: sql + statement.slice(at), original };
}
