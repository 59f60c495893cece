import type { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import type { Client, FieldDef } from "pg";
import type { Row } from "../guard/tool.js";
import { decoderOf, type Decode } from "./postgres-values.js";
import type { Bounds, Rows } from "./source.js";

/** The part of pg's connection that its own cursors are made of: messages of the extended protocol. */
interface Wire extends EventEmitter {
  readonly stream: Duplex;
  readonly parse: (message: { name?: string; text: string }) => void;
  readonly bind: (message: { statement?: string; values?: readonly (string | null)[] }) => void;
  readonly describe: (message: { type: "P" }) => void;
  readonly execute: (message: { rows?: number }) => void;
  readonly flush: () => void;
  readonly sync: () => void;
}

/** How the connection was left: as it was; in a failed transaction; of no more use. */
export type Left = "ready" | "failed" | "lost";

export interface Read {
  readonly rows: Promise<Rows>;
  /** Settles after `rows`, never rejects. */
  readonly left: Promise<Left>;
}

export interface Statement {
  /** The same for the same text, so that it is parsed once for each connection. */
  readonly name: string;
  readonly text: string;
  /** Its rows have been more than the bytes that were allowed: they are fetched in chunks from then on. */
  isWide: boolean;
}

/** Transactions, as statements that `setUpSession` prepares. */
export const begin = { name: "mcp_begin", text: "BEGIN READ ONLY" };
export const commit = { name: "mcp_commit", text: "COMMIT" };

/** Rows of a wide statement fetched at first; then as many as are likely to fit. */
const firstChunk = 16;
/** Bytes that may arrive beyond twice the cap (texts can be longer than their JSON) before the connection is cut. */
const slack = 1024 * 1024;

/** By connection, names of statements that it has parsed. */
const parsed = new WeakMap<object, Set<string>>();

const parsedBy = (wire: Wire): Set<string> => {
  const names = parsed.get(wire) ?? new Set<string>();
  parsed.set(wire, names);
  return names;
};

interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

const pending = <T>(): Pending<T> => {
  let resolve!: Pending<T>["resolve"];
  let reject!: Pending<T>["reject"];
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
};

interface Column {
  readonly name: string;
  readonly decode: Decode;
}

const rowOf = (columns: readonly Column[], fields: readonly (string | null)[]): Row =>
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
  let size = 2;
  for (const [name, item] of Object.entries(value)) {
    size += sizeOf(item) + (Array.isArray(value) ? 1 : name.length + 4);
  }
  return size;
};

/**
 * Runs one statement as `BEGIN READ ONLY`, a cursor, `COMMIT`, all in the extended protocol, where a message
 * holds one statement: nothing in its text can end the transaction and go on outside of it. All of it takes
 * one round trip; the rows of a statement that is known to be wide come in chunks.
 *
 * Asks for one row more than the cap at most, and counts the bytes as they arrive: a value that is larger than
 * the result may be cuts the connection off, before it is in memory.
 */
export const readRows = (
  client: Client,
  statement: Statement,
  values: readonly (string | null)[],
  bounds: Pick<Bounds, "rows" | "bytes">,
): Read => {
  const rows = pending<Rows>();
  const left = pending<Left>();
  const kept: Row[] = [];
  const { name, text, isWide } = statement;
  let wire: Wire;
  let state: "begin" | "read" | "commit" = "begin";
  let columns: readonly Column[] = [];
  let received = 0;
  let size = 0;
  let cut: Rows["truncated"];

  const outcome = (): Rows => ({ kind: "rows", rows: kept, ...(cut && { truncated: cut }) });

  const cutBytes = (): void => {
    cut ??= { by: "bytes", cap: bounds.bytes };
    statement.isWide = true;
  };

  const count = (chunk: Buffer): void => {
    received += chunk.length;
    if (received <= 2 * bounds.bytes + slack) return;
    cutBytes();
    wire.stream.destroy();
  };

  const hasParsed = (): void => void parsedBy(wire).add(name);

  const end = (how: Left): void => {
    wire?.stream.off("data", count);
    wire?.off("parseComplete", hasParsed);
    left.resolve(how);
  };

  const fetch = (): void => {
    const likely =
      kept.length === 0 ? 0 : Math.ceil(((bounds.bytes - size) / size) * kept.length) + 1;
    const most = bounds.rows + 1 - kept.length;
    wire.execute({ rows: isWide ? Math.min(most, Math.max(firstChunk, likely)) : most });
  };

  const finish = (): void => {
    wire.bind({ statement: commit.name });
    wire.execute({});
    wire.sync();
  };

  /** There is nothing more to come, or nothing more is wanted. */
  const complete = (): void => {
    if (state === "read" && isWide) finish();
    state = "commit";
    rows.resolve(outcome());
  };

  client.query({
    submit: (connection: unknown) => {
      wire = connection as Wire;
      wire.stream.on("data", count);
      wire.stream.cork();
      wire.bind({ statement: begin.name });
      wire.execute({});
      if (!parsedBy(wire).has(name)) {
        wire.once("parseComplete", hasParsed);
        wire.parse({ name, text });
      }
      wire.bind({ statement: name, values });
      wire.describe({ type: "P" });
      fetch();
      if (isWide) wire.flush();
      else finish();
      wire.stream.uncork();
    },
    handleRowDescription: ({ fields }: { fields: readonly FieldDef[] }) => {
      columns = fields.map((field) => ({ name: field.name, decode: decoderOf(field.dataTypeID) }));
    },
    handleDataRow: ({ fields }: { fields: readonly (string | null)[] }) => {
      if (cut !== undefined) return;
      if (kept.length === bounds.rows) {
        cut = { by: "rows", cap: bounds.rows };
        return;
      }
      const row = rowOf(columns, fields);
      size += sizeOf(row);
      kept.push(row);
      if (size > bounds.bytes) cutBytes();
    },
    handleCommandComplete: () => {
      if (state === "begin") state = "read";
      else if (state === "read") complete();
    },
    handlePortalSuspended: () => {
      if (!isWide || cut !== undefined) return complete();
      fetch();
      wire.flush();
    },
    handleReadyForQuery: () => end("ready"),
    handleError: (error: unknown) => {
      const isLost = wire === undefined || !wire.stream.writable;
      if (cut?.by === "bytes" && isLost) rows.resolve(outcome());
      else rows.reject(error);
      // Until it is told that the messages are complete, the server ignores all that follow an error.
      if (!isLost && isWide && state !== "commit") wire.sync();
      end(isLost || state === "commit" ? "lost" : "failed");
    },
  } as never);
  return { rows: rows.promise, left: left.promise };
};
