import type { Duplex } from "node:stream";
import type { FieldPacket, PoolConnection } from "mysql2";
import { byteMeterOf } from "./byte-meter.js";
import { lostConnection } from "./mysql-errors.js";
import { isReadOnly, nextTransaction } from "./mysql-session.js";
import { decoderOf } from "./mysql-values.js";
import { pending } from "./pending.js";
import { keepRows, receivable, type Caps, type Left, type Read } from "./read.js";
import type { Rows } from "./database.js";

/** Bytes that may still arrive once the rows are enough: what was on its way when the query was told to end. */
const onTheWay = 8 * 1024 * 1024;

/**
 * Runs one statement in the read-only transaction that is open, as a prepared statement: it can hold no second
 * one, and values are never part of its text. Rows are taken as they arrive, up to the caps; then the query is
 * told to end (`kill`) and what was on its way is thrown away. Bytes are counted before they become values: a
 * value that is larger than the result may be cuts the connection off.
 */
export const readRows = (
  connection: PoolConnection,
  sql: string,
  values: readonly (string | null)[],
  caps: Caps,
  kill: () => Promise<void>,
): Read => {
  const rows = pending<Rows>();
  const left = pending<Left>();
  const kept = keepRows<unknown>(caps);
  const { stream } = connection as unknown as { stream: Duplex };
  const meter = byteMeterOf(stream);
  let received = 0;
  let allowed = receivable(caps);

  const give = (): void => kept.settle(rows);

  const end = (how: Left): void => {
    meter.count = undefined;
    connection.off("error", lose);
    left.resolve(how);
  };

  /** The connection ended, by itself or by us. */
  const lose = (error: unknown = lostConnection()): void => {
    if (kept.cutBy() === undefined) rows.reject(error);
    else give();
    end("lost");
  };

  const destroy = (): void => {
    connection.destroy(); // which says goodbye, and waits for an answer
    stream.destroy();
    lose();
  };

  /** No more rows are wanted. */
  const stop = (): void => {
    give();
    allowed = received + onTheWay;
    connection.pause();
    void kill().then(() => connection.resume());
  };

  meter.count = (bytes) => {
    received += bytes;
    if (received <= allowed) return;
    kept.cut("bytes");
    destroy();
  };
  connection.on("error", lose);
  const command = connection.execute({ sql, values: [...values], rowsAsArray: true });
  command.on("fields", (fields: readonly FieldPacket[] = []) =>
    kept.describe(fields.map((field) => ({ name: field.name, decode: decoderOf(field) }))),
  );
  command.on("result", (row: unknown) => {
    if (kept.cutBy() !== undefined || !Array.isArray(row)) return;
    kept.add(row);
    if (kept.cutBy() !== undefined) stop();
  });
  command.on("error", (error: unknown) => rows.reject(error)); // of no effect once they are cut
  command.on("end", give);
  connection.query(nextTransaction, (error, answer) => {
    if (error) lose(error);
    else end(isReadOnly(answer) ? "ready" : "lost");
  });
  return { rows: rows.promise, left: left.promise, destroy };
};
