import type { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import type { Client, FieldDef } from "pg";
import { byteMeterOf } from "./byte-meter.js";
import { pending } from "./pending.js";
import { decoderOf } from "./postgres-values.js";
import { keepRows, receivable, type Caps, type Left, type Read } from "./read.js";
import type { Rows } from "./source.js";

/** The part of pg's connection that its own cursors are made of: messages of the extended protocol. */
export interface Wire extends EventEmitter {
  readonly stream: Duplex;
  readonly parse: (message: { name?: string; text: string }) => void;
  readonly bind: (message: { statement?: string; values?: readonly (string | null)[] }) => void;
  readonly describe: (message: { type: "P" }) => void;
  readonly execute: (message: { rows?: number }) => void;
  readonly flush: () => void;
  readonly sync: () => void;
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

/** By connection, names of statements that it has parsed. */
const parsed = new WeakMap<object, Set<string>>();

const parsedBy = (wire: Wire): Set<string> => {
  const names = parsed.get(wire) ?? new Set<string>();
  parsed.set(wire, names);
  return names;
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
  let state: "queued" | "begin" | "read" | "commit" = "queued";
  let received = 0;

  const destroy = (): void => void wire.stream.destroy();

  const count = (bytes: number): void => {
    received += bytes;
    if (received <= receivable(caps)) return;
    kept.cut("bytes");
    destroy();
  };

  const hasParsed = (): void => void parsedBy(wire).add(name);

  const give = (): void => {
    if (kept.cutBy() === "bytes") statement.isWide = true;
    kept.settle(rows);
  };

  const end = (how: Left): void => {
    meter.count = undefined;
    wire.off("parseComplete", hasParsed);
    left.resolve(how);
  };

  const fetch = (): void => {
    const most = caps.rows + 1 - kept.count();
    const each = kept.count() === 0 ? Infinity : kept.size() / kept.count();
    const likely = Math.ceil((caps.bytes - kept.size()) / each) + 1;
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
    give();
  };

  client.query({
    submit: () => {
      state = "begin";
      meter.count = count;
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
    handleRowDescription: ({ fields }: { fields: readonly FieldDef[] }) =>
      kept.describe(
        fields.map((field) => ({ name: field.name, decode: decoderOf(field.dataTypeID) })),
      ),
    handleDataRow: ({ fields }: { fields: readonly (string | null)[] }) => kept.add(fields),
    handleCommandComplete: () => {
      if (state === "begin") state = "read";
      else if (state === "read") complete();
    },
    handlePortalSuspended: () => {
      if (!isWide || kept.cutBy() !== undefined) return complete();
      fetch();
      wire.flush();
    },
    handleReadyForQuery: () => end("ready"),
    handleError: (error: unknown) => {
      const isLost = state === "queued" || !wire.stream.writable;
      if (kept.cutBy() === "bytes" && isLost) give();
      else rows.reject(error);
      // Until it is told that the messages are complete, the server ignores all that follow an error.
      if (!isLost && isWide && state !== "commit") wire.sync();
      end(isLost || state === "commit" ? "lost" : "failed");
    },
  } as never);
  return { rows: rows.promise, left: left.promise, destroy };
};
