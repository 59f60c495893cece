import type { Duplex } from "node:stream";
import type { FieldPacket, PoolConnection } from "mysql2";
import { ToolError } from "../guard/errors.js";
import { byteMeterOf } from "./byte-meter.js";
import { errorNumber, failureOfQuery, lostConnection } from "./mysql-errors.js";
import { ask, isReadOnly, isWriting } from "./mysql-session.js";
import { decoderOf } from "./mysql-values.js";
import { pending } from "./pending.js";
import { keepRows, receivable, type Caps, type Left } from "./read.js";
import type { Change, ChangeDriver } from "./remote-writable.js";
import { changeSentences, outcomeUnknown, type Changed } from "./writable.js";

type Meaning = readonly [code: string, sentence: string];

/** By number: what a change can fail with, and a read cannot. The database's own words quote values and names. */
const meanings = new Map<number, Meaning>(
  (
    [
      [[1062], ["CONFLICT", changeSentences.taken]],
      [
        [1451, 1452],
        ["CONFLICT", changeSentences.reference],
      ],
      // NULL, a value that is missing, CHECK of MySQL and of MariaDB, SIGNAL of a trigger.
      [
        [1048, 1364, 3819, 4025, 1644],
        ["CONFLICT", changeSentences.rules],
      ],
      [
        [1020, 1213],
        ["CONFLICT", changeSentences.between],
      ],
      [
        [1142, 1143, 1227, 1370],
        ["WRITE_REFUSED", changeSentences.refused],
      ],
    ] satisfies readonly (readonly [readonly number[], Meaning])[]
  ).flatMap(([numbers, meaning]) => numbers.map((number) => [number, meaning] as const)),
);

const failureOfChange = (error: unknown): ToolError => {
  const failure = failureOfQuery(error);
  const meaning = meanings.get(errorNumber(error) ?? 0);
  if (meaning === undefined) return failure;
  const [code, sentence] = meaning;
  return new ToolError(code, sentence, { cause: failure.cause });
};

const left = (): Error => new Error("A statement ended the transaction that it was part of.");

/**
 * Runs one statement of the transaction that is open, as a prepared statement: it can hold no second one. Bytes are
 * counted before they become values. A result of more than was asked for ends the connection: it is of no use.
 */
const change = (
  connection: PoolConnection,
  sql: string,
  values: readonly (string | null)[],
  caps: Caps,
): Change => {
  const changed = pending<Changed>();
  const settled = pending<Left>();
  const kept = keepRows<unknown>(caps);
  const { stream } = connection as unknown as { stream: Duplex };
  const meter = byteMeterOf(stream);
  let received = 0;
  let count = 0;
  let isWithin = true;

  const outcome = (): Changed => {
    const { rows, truncated } = kept.outcome();
    return { rows, changed: count, ...(truncated && { truncated }) };
  };
  const end = (how: Left): void => {
    meter.count = undefined;
    connection.off("error", lose);
    settled.resolve(how);
  };
  const lose = (error: unknown = lostConnection()): void => {
    if (kept.cutBy() === undefined) changed.reject(error);
    else changed.resolve(outcome());
    end("lost");
  };
  const destroy = (): void => {
    connection.destroy(); // which says goodbye, and waits for an answer
    stream.destroy();
    lose();
  };

  meter.count = (bytes) => {
    received += bytes;
    if (received <= receivable(caps)) return;
    kept.cut("bytes");
    destroy();
  };
  connection.on("error", lose);
  const command = connection.execute({ sql, values: [...values], rowsAsArray: true });
  command.on("fields", (fields: readonly FieldPacket[] = []) =>
    kept.describe(fields.map((field) => ({ name: field.name, decode: decoderOf(field) }))),
  );
  command.on("result", (result: unknown) => {
    if (!Array.isArray(result)) {
      count = (result as { affectedRows?: number }).affectedRows ?? 0;
      isWithin = isWriting(result);
      return;
    }
    if (kept.cutBy() !== undefined) return;
    kept.add(result);
    if (kept.cutBy() !== undefined) destroy();
  });
  command.on("error", (error: unknown) => {
    changed.reject(error);
    end("failed");
  });
  command.on("end", () => {
    if (isWithin) changed.resolve(outcome());
    else changed.reject(left());
    end("ready");
  });
  return { changed: changed.promise, left: settled.promise, destroy };
};

/** Opens the read-only transaction that a connection is left with. */
const readAgain = async (connection: PoolConnection): Promise<void> => {
  if (!isReadOnly(await ask(connection, "START TRANSACTION READ ONLY"))) throw left();
};

/** How transactions that write are done in MySQL and MariaDB. Between them, a read-only one is open. */
export const mysqlChanges: ChangeDriver<PoolConnection> = {
  begin: async (connection) => {
    const answer = await ask(connection, "START TRANSACTION READ WRITE");
    if (!isWriting(answer)) throw new Error("The database does not open transactions that write.");
  },
  change,
  commit: async (connection) => {
    try {
      await ask(connection, "COMMIT");
    } catch (error) {
      throw errorNumber(error) === undefined ? outcomeUnknown(error) : error;
    }
    await readAgain(connection).catch(() => connection.destroy());
  },
  rollback: async (connection) => {
    await ask(connection, "ROLLBACK");
    await readAgain(connection);
  },
  failureOf: failureOfChange,
};
