import type { Client, FieldDef } from "pg";
import { byteMeterOf } from "./byte-meter.js";
import { pending } from "./pending.js";
import {
  bind,
  describe,
  execute,
  flush,
  parse,
  send,
  sync,
  type Wire,
} from "./postgres-messages.js";
import { decoderOf } from "./postgres-values.js";
import { keepRows, receivable, type Caps, type Column, type Left, type Read } from "./read.js";
import type { Rows } from "./database.js";

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

const beginning = Buffer.concat([bind(begin.name, []), execute(0)]);
const nothing = Buffer.alloc(0);
const ending = Buffer.concat([bind(commit.name, []), execute(0), sync]);

/** A statement that a connection has parsed. */
interface Parsed {
  /** They stay as they are: PostgreSQL refuses (0A000) to run it when they have become others. */
  columns?: readonly Column<string>[];
}

const parsed = new WeakMap<Wire, Map<string, Parsed>>();

/** What a connection has parsed, by name. */
const parsedBy = (wire: Wire): Map<string, Parsed> => {
  const known = parsed.get(wire);
  if (known !== undefined) return known;
  const statements = new Map<string, Parsed>();
  parsed.set(wire, statements);
  return statements;
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
  caps: Caps,
): Read => {
  const rows = pending<Rows>();
  const left = pending<Left>();
  const kept = keepRows<string>(caps);
  const { name, text, isWide } = statement;
  const wire = client.connection as unknown as Wire;
  const meter = byteMeterOf(wire.stream);
  const statements = parsedBy(wire);
  let state: "queued" | "begin" | "read" | "commit" = "queued";
  let received = 0;

  const destroy = (): void => void wire.stream.destroy();

  const count = (bytes: number): void => {
    received += bytes;
    if (received <= receivable(caps)) return;
    kept.cut("bytes");
    destroy();
  };

  const hasParsed = (): void => void statements.set(name, {});

  const give = (): void => {
    if (kept.cutBy() === "bytes") statement.isWide = true;
    kept.settle(rows);
  };

  const end = (how: Left): void => {
    meter.count = undefined;
    wire.off("parseComplete", hasParsed);
    left.resolve(how);
  };

  /** Rows to ask for next. */
  const wanted = (): number => {
    const most = caps.rows + 1 - kept.count();
    if (!isWide) return most;
    const each = kept.count() === 0 ? Infinity : kept.size() / kept.count();
    const likely = Math.ceil((caps.bytes - kept.size()) / each) + 1;
    return Math.min(most, Math.max(firstChunk, likely));
  };

  /** There is nothing more to come, or nothing more is wanted. */
  const complete = (): void => {
    if (state === "read" && isWide) send(wire, ending);
    state = "commit";
    give();
  };

  client.query({
    submit: () => {
      state = "begin";
      meter.count = count;
      const known = statements.get(name);
      if (known === undefined) wire.once("parseComplete", hasParsed);
      if (known?.columns !== undefined) kept.describe(known.columns);
      send(
        wire,
        beginning,
        known === undefined ? parse(name, text) : nothing,
        bind(name, values),
        known?.columns === undefined ? describe : nothing,
        execute(wanted()),
        isWide ? flush : ending,
      );
    },
    handleRowDescription: ({ fields }: { fields: readonly FieldDef[] }) => {
      const columns = fields.map((field) => ({
        name: field.name,
        decode: decoderOf(field.dataTypeID),
      }));
      kept.describe(columns);
      const known = statements.get(name);
      if (known !== undefined) known.columns = columns;
    },
    handleDataRow: ({ fields }: { fields: readonly (string | null)[] }) => kept.add(fields),
    handleCommandComplete: () => {
      if (state === "begin") state = "read";
      else if (state === "read") complete();
    },
    handlePortalSuspended: () => {
      if (!isWide || kept.cutBy() !== undefined) return complete();
      send(wire, execute(wanted()), flush);
    },
    handleReadyForQuery: () => end("ready"),
    handleError: (error: unknown) => {
      const isLost = state === "queued" || !wire.stream.writable;
      if (kept.cutBy() === "bytes" && isLost) give();
      else rows.reject(error);
      // Until it is told that the messages are complete, the server ignores all that follow an error.
      if (!isLost && isWide && state !== "commit") send(wire, sync);
      end(isLost || state === "commit" ? "lost" : "failed");
    },
  } as never);
  return { rows: rows.promise, left: left.promise, destroy };
};
