import { cleanJson, mayBeUnclean } from "./clean.js";
import type { Limits, Outcome, Row, Truncation } from "./tool.js";

type Rows = Extract<Outcome, { kind: "rows" }>;

/** The structured result of a tool that answers with rows. */
export type RowsAnswer = {
  readonly rows: readonly Row[];
  readonly truncated: boolean;
  /** What the model must know of the rows: a lowered argument, a cut. */
  readonly notice?: string;
};

/** JSON text of a value, clean, and the value that it stands for. */
const written = <T>(value: T): { readonly value: T; readonly json: string } => {
  const json = JSON.stringify(value);
  if (!mayBeUnclean(json)) return { value, json };
  const clean = cleanJson(value) as T;
  return { value: clean, json: JSON.stringify(clean) };
};

/** `256 KiB`. */
export const kibibytes = (bytes: number): string =>
  bytes < 1_024 ? `${bytes} B` : `${Math.floor(bytes / 1_024)} KiB`;

const cutNotice = (rows: number, { by, cap }: Truncation): string => {
  const why = by === "bytes" ? ` to stay within ${kibibytes(cap)}` : "";
  return `The result was cut to the first ${rows} rows${why}; there are more.`;
};

const fill = (rows: readonly Row[], notices: readonly string[], cut?: Truncation): RowsAnswer => {
  const all = cut === undefined ? notices : [...notices, cutNotice(rows.length, cut)];
  const truncated = cut !== undefined;
  return all.length > 0 ? { rows, truncated, notice: all.join(" ") } : { rows, truncated };
};

/** The first rows that fit into so many bytes of JSON. */
const fitting = (rows: readonly Row[], bytes: number): readonly Row[] => {
  let used = 0;
  const end = rows.findIndex((row) => {
    used += Buffer.byteLength(JSON.stringify(row)) + 1;
    return used > bytes;
  });
  return end === -1 ? rows : rows.slice(0, end);
};

/**
 * Rows within the caps, with a notice of what was cut. A source stops at the caps by itself; this holds for
 * every source, and is exact in bytes where the source estimates.
 * @param notices What the model must be told already.
 * @param lowered Caps that arguments were lowered to: as many rows as such a cap are taken for a cut.
 */
export const rowsAnswer = (
  outcome: Rows,
  limits: Limits,
  notices: readonly string[],
  lowered: readonly number[],
): { readonly value: RowsAnswer; readonly json: string } => {
  const over = outcome.rows.length > limits.rows;
  const rows = over ? outcome.rows.slice(0, limits.rows) : outcome.rows;
  const capped = over || lowered.includes(rows.length);
  const cut = outcome.truncated ?? (capped ? { by: "rows" as const, cap: limits.rows } : undefined);
  const answer = written(fill(rows, notices, cut));
  if (Buffer.byteLength(answer.json) <= limits.bytes) return answer;
  const byBytes: Truncation = { by: "bytes", cap: limits.bytes };
  const around = Buffer.byteLength(JSON.stringify({ ...fill(rows, notices, byBytes), rows: [] }));
  return written(fill(fitting(answer.value.rows, limits.bytes - around), notices, byBytes));
};
