import type { Row } from "../guard/tool.js";
import type { Pending } from "./pending.js";
import { sameName, type Bounds, type Rows } from "./database.js";

/** How a read left its connection: ready for the next; in a failed transaction; of no more use. */
export type Left = "ready" | "failed" | "lost";

/** One statement that runs on a connection. */
export interface Read {
  readonly rows: Promise<Rows>;
  /** Settles after `rows`, never rejects. */
  readonly left: Promise<Left>;
  /** Cuts the connection off. */
  readonly destroy: () => void;
}

/** How far a read may go. */
export type Caps = Pick<Bounds, "rows" | "bytes">;

/** Bytes that may arrive beyond twice the cap (texts can be longer than their JSON) before the connection is cut. */
const slack = 1024 * 1024;

/** Bytes that a read may receive, whatever they are. */
export const receivable = ({ bytes }: Caps): number => 2 * bytes + slack;

/** How a column's values are read, as the driver gives them. */
export interface Column<Field> {
  readonly name: string;
  readonly decode: (field: Field) => unknown;
}

const rowOf = <Field>(columns: readonly Column<Field>[], fields: readonly (Field | null)[]): Row =>
  Object.fromEntries(
    columns.map(({ name, decode }, index) => {
      const field = fields[index] ?? null;
      return [name, field === null ? null : decode(field)];
    }),
  );

/** About as many bytes as the value takes in JSON, never too many. */
const sizeOf = (value: unknown): number => {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object" || value === null) return 1;
  let size = 1; // of two, and the last item has no comma
  for (const [name, item] of Object.entries(value)) {
    size += sizeOf(item) + (Array.isArray(value) ? 1 : name.length + 4);
  }
  return size;
};

/** Rows as they arrive, up to the caps. */
export interface Kept<Field> {
  readonly describe: (columns: readonly Column<Field>[]) => void;
  /** Keeps a row; none once a cap was reached. */
  readonly add: (fields: readonly (Field | null)[]) => void;
  readonly cut: (by: keyof Caps) => void;
  /** The cap that was reached. */
  readonly cutBy: () => keyof Caps | undefined;
  readonly count: () => number;
  /** Bytes of all of them, about. */
  readonly size: () => number;
  readonly outcome: () => Rows;
  /** Gives the outcome, or why there can be none. */
  readonly settle: (rows: Pending<Rows>) => void;
}

export const keepRows = <Field>(caps: Caps): Kept<Field> => {
  const rows: Row[] = [];
  let columns: readonly Column<Field>[] = [];
  let size = 0;
  let by: keyof Caps | undefined;

  const cut = (cap: keyof Caps): void => {
    by ??= cap;
  };
  const outcome = (): Rows => ({
    kind: "rows",
    rows,
    ...(by && { truncated: { by, cap: caps[by] } }),
  });
  return {
    describe: (described) => {
      columns = described;
    },
    add: (fields) => {
      if (by !== undefined) return;
      if (rows.length === caps.rows) return cut("rows");
      const row = rowOf(columns, fields);
      size += sizeOf(row);
      rows.push(row);
      if (size > caps.bytes) cut("bytes");
    },
    cut,
    cutBy: () => by,
    count: () => rows.length,
    size: () => size,
    outcome,
    settle: (pending) => {
      const refusal = sameName(columns.map(({ name }) => name));
      if (refusal === undefined) pending.resolve(outcome());
      else pending.reject(refusal);
    },
  };
};
