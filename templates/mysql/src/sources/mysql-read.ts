import type { Duplex } from "node:stream";
import type { FieldPacket, PoolConnection } from "mysql2";
import type { Row } from "../guard/tool.js";
import { isReadOnly, nextTransaction } from "./mysql-session.js";
import { decoderOf, type Decode } from "./mysql-values.js";
import type { Bounds, Rows } from "./source.js";

/** How the connection was left: with its next read-only transaction open, or of no more use. */
export type Left = "ready" | "lost";

export interface Read {
  readonly rows: Promise<Rows>;
  /** Settles after `rows`, never rejects. */
  readonly left: Promise<Left>;
  /** Cuts the connection off. */
  readonly destroy: () => void;
}

/** Bytes that may arrive beyond twice the cap (texts can be longer than their JSON) before the connection is cut. */
const slack = 1024 * 1024;
/** The same once the rows are enough: what was on its way when the query was told to end. */
const onTheWay = 8 * 1024 * 1024;

/** What a connection's bytes are counted by. A listener for each call would cost as much as half of a call. */
interface Meter {
  count: ((chunk: Buffer) => void) | undefined;
}

const meters = new WeakMap<Duplex, Meter>();

const meterOf = (stream: Duplex): Meter => {
  const known = meters.get(stream);
  if (known !== undefined) return known;
  const meter: Meter = { count: undefined };
  stream.on("data", (chunk: Buffer) => meter.count?.(chunk));
  meters.set(stream, meter);
  return meter;
};

interface Column {
  readonly name: string;
  readonly decode: Decode;
}

const rowOf = (columns: readonly Column[], values: readonly unknown[]): Row =>
  Object.fromEntries(
    columns.map(({ name, decode }, index) => {
      const value = values[index] ?? null;
      return [name, value === null ? null : decode(value)];
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

const lostConnection = (): Error =>
  Object.assign(new Error("The connection was lost."), { code: "PROTOCOL_CONNECTION_LOST" });

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
  bounds: Pick<Bounds, "rows" | "bytes">,
  kill: () => Promise<void>,
): Read => {
  const rows = pending<Rows>();
  const left = pending<Left>();
  const { stream } = connection as unknown as { stream: Duplex };
  const meter = meterOf(stream);
  const kept: Row[] = [];
  let columns: readonly Column[] = [];
  let received = 0;
  let allowed = 2 * bounds.bytes + slack;
  let size = 0;
  let cut: Rows["truncated"];

  const outcome = (): Rows => ({ kind: "rows", rows: kept, ...(cut && { truncated: cut }) });

  const end = (how: Left): void => {
    meter.count = undefined;
    connection.off("error", lose);
    left.resolve(how);
  };

  /** The connection ended, by itself or by us. */
  const lose = (error: unknown = lostConnection()): void => {
    if (cut === undefined) rows.reject(error);
    else rows.resolve(outcome());
    end("lost");
  };

  const destroy = (): void => {
    connection.destroy(); // which says goodbye, and waits for an answer
    stream.destroy();
    lose();
  };

  const count = (chunk: Buffer): void => {
    received += chunk.length;
    if (received <= allowed) return;
    cut ??= { by: "bytes", cap: bounds.bytes };
    destroy();
  };

  /** No more rows are wanted. */
  const stop = (by: "rows" | "bytes"): void => {
    cut = { by, cap: bounds[by] };
    rows.resolve(outcome());
    allowed = received + onTheWay;
    connection.pause();
    void kill().then(() => connection.resume());
  };

  meter.count = count;
  connection.on("error", lose);
  const command = connection.execute({ sql, values: [...values], rowsAsArray: true });
  command.on("fields", (fields: readonly FieldPacket[] = []) => {
    columns = fields.map((field) => ({ name: field.name, decode: decoderOf(field) }));
  });
  command.on("result", (values: unknown) => {
    if (cut !== undefined || !Array.isArray(values)) return;
    if (kept.length === bounds.rows) return stop("rows");
    const row = rowOf(columns, values);
    size += sizeOf(row);
    kept.push(row);
    if (size > bounds.bytes) stop("bytes");
  });
  command.on("error", (error: unknown) => rows.reject(error)); // of no effect once they are cut
  command.on("end", () => rows.resolve(outcome()));
  connection.query(nextTransaction, (error, answer) => {
    if (error) lose(error);
    else end(isReadOnly(answer) ? "ready" : "lost");
  });
  return { rows: rows.promise, left: left.promise, destroy };
};
