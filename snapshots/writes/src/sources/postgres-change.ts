import type { Client, FieldDef, PoolClient } from "pg";
import { byteMeterOf } from "./byte-meter.js";
import { pending } from "./pending.js";
import { failureOfQuery, sqlState } from "./postgres-errors.js";
import { bind, describe, execute, parse, send, sync, type Wire } from "./postgres-messages.js";
import { decoderOf } from "./postgres-values.js";
import { keepRows, receivable, type Caps, type Left } from "./read.js";
import { ToolError, type Code } from "../guard/errors.js";
import type { Change, ChangeDriver } from "./remote-writable.js";
import { changeSentences, outcomeUnknown, type Changed } from "./writable.js";

/** By SQLSTATE: what a change can fail with, and a read cannot. The database's own words quote values and names. */
const meanings: readonly (readonly [RegExp, Code | "CONFLICT", string])[] = [
  [/^23505$/, "CONFLICT", changeSentences.taken],
  [/^23503$/, "CONFLICT", changeSentences.reference],
  [/^23/, "CONFLICT", changeSentences.rules],
  [/^40/, "CONFLICT", changeSentences.between],
  [/^42501$/, "WRITE_REFUSED", changeSentences.refused],
];

const failureOfChange = (error: unknown): ToolError => {
  const failure = failureOfQuery(error);
  const state = sqlState(error);
  const [, code, sentence] = meanings.find(([pattern]) => pattern.test(state ?? "")) ?? [];
  return code === undefined || sentence === undefined
    ? failure
    : new ToolError(code, sentence, { cause: failure.cause });
};

const left = (): Error => new Error("A statement ended the transaction that it was part of.");

/** The end of what the server says when a command is done: `UPDATE 3`, `INSERT 0 1`. */
const countOf = (tag: string): number =>
  /^(?:INSERT|UPDATE|DELETE|MERGE)\b/.test(tag) ? Number(/\d+$/.exec(tag)?.[0] ?? 0) : 0;

/**
 * Runs one statement of the transaction that is open, in the extended protocol, where a message holds one statement.
 * Bytes are counted as they arrive: a value that is larger than they may be cuts the connection off.
 */
const change = (
  client: Client,
  text: string,
  values: readonly (string | null)[],
  caps: Caps,
): Change => {
  const changed = pending<Changed>();
  const settled = pending<Left>();
  const kept = keepRows<string>(caps);
  const wire = client.connection as unknown as Wire;
  const meter = byteMeterOf(wire.stream);
  let received = 0;
  let count = 0;

  const destroy = (): void => void wire.stream.destroy();
  const end = (how: Left): void => {
    meter.count = undefined;
    settled.resolve(how);
  };
  const outcome = (): Changed => {
    const { rows, truncated } = kept.outcome();
    return { rows, changed: count, ...(truncated && { truncated }) };
  };

  client.query({
    submit: () => {
      meter.count = (bytes) => {
        received += bytes;
        if (received <= receivable(caps)) return;
        kept.cut("bytes");
        destroy();
      };
      send(wire, parse("", text), bind("", values), describe, execute(caps.rows + 1), sync);
    },
    handleRowDescription: ({ fields }: { fields: readonly FieldDef[] }) =>
      kept.describe(
        fields.map((field) => ({ name: field.name, decode: decoderOf(field.dataTypeID) })),
      ),
    handleDataRow: ({ fields }: { fields: readonly (string | null)[] }) => kept.add(fields),
    handlePortalSuspended: () => undefined, // there are more rows than are wanted
    handleEmptyQuery: () => undefined,
    handleCommandComplete: ({ text: tag }: { text: string }) => {
      count = countOf(tag);
    },
    handleReadyForQuery: () => {
      if (client.getTransactionStatus() === "T") changed.resolve(outcome());
      else changed.reject(left());
      end("ready");
    },
    handleError: (error: unknown) => {
      if (kept.cutBy() === "bytes")
        changed.resolve(outcome()); // to be refused as such
      else changed.reject(error);
      end(wire.stream.writable ? "failed" : "lost");
    },
  } as never);
  return { changed: changed.promise, left: settled.promise, destroy };
};

/** States in which a connection ends: what it was doing then is not known. */
const isLost = (error: unknown): boolean => /^(?:08|57P)|^$/.test(sqlState(error) ?? "");

/** How transactions that write are done in PostgreSQL. The session's own are read-only. */
export const postgresChanges: ChangeDriver<PoolClient> = {
  begin: async (client) => {
    await client.query({ name: "mcp_begin_change", text: "BEGIN READ WRITE" });
  },
  change,
  commit: async (client) => {
    let command: string;
    try {
      ({ command } = await client.query({ name: "mcp_commit_change", text: "COMMIT" }));
    } catch (error) {
      throw isLost(error) ? outcomeUnknown(error) : error;
    }
    // Of a transaction that has failed, it is a ROLLBACK without any error.
    if (command !== "COMMIT") throw left();
  },
  rollback: async (client) => {
    await client.query({ name: "mcp_rollback", text: "ROLLBACK" });
  },
  failureOf: failureOfChange,
};
