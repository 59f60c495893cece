import type { FieldPacket } from "mysql2";
import { exactNumber, losslessJson } from "./lossless.js";

/**
 * Values of MySQL as JSON, without loss: numbers that JSON's would round are texts, dates are ISO 8601, binary
 * values are base64. TINYINT(1), which stands for a boolean, stays the number that it is.
 */

export type Decode = (value: unknown) => unknown;

const same: Decode = (value) => value;

const exact: Decode = (value) => (typeof value === "string" ? exactNumber(value) : value);

/** The shortest number that is the same FLOAT: 1.1, and not 1.100000023841858. */
const float: Decode = (value) => {
  if (typeof value !== "number") return value;
  const short = Number(value.toPrecision(7));
  return Math.fround(short) === value ? short : Number(value.toPrecision(9));
};

/** The session's time zone is UTC, in which TIMESTAMP is shown; DATETIME has none. */
const dateTime =
  (zone: string): Decode =>
  (value) =>
    typeof value === "string" && !value.startsWith("0000-")
      ? `${value.replace(" ", "T")}${zone}`
      : value;

const json: Decode = (value) => (typeof value === "string" ? losslessJson(value) : value);

const bits: Decode = (value) =>
  Buffer.isBuffer(value) ? exactNumber(BigInt(`0x${value.toString("hex")}`).toString()) : value;

const binary: Decode = (value) => (Buffer.isBuffer(value) ? value.toString("base64") : value);

/** By the protocol's number of a type, https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html. */
const decoders = new Map<number, Decode>([
  [0, exact], // DECIMAL
  [4, float],
  [7, dateTime("Z")], // TIMESTAMP
  [8, exact], // BIGINT
  [12, dateTime("")], // DATETIME
  [16, bits],
  [245, json],
  [246, exact], // DECIMAL
  [249, binary],
  [250, binary],
  [251, binary],
  [252, binary],
  [253, binary], // VARBINARY, unless it is VARCHAR
  [254, binary], // BINARY, unless it is CHAR
]);

/** How values of a column are read, as the driver gives them; of a type that is not known here, as they are. */
export const decoderOf = (field: FieldPacket): Decode => {
  // MariaDB's JSON is a LONGTEXT that says so beside.
  const { columnType = -1, extendedFormat } = field as FieldPacket & { extendedFormat?: string };
  return extendedFormat === "json" ? json : (decoders.get(columnType) ?? same);
};
