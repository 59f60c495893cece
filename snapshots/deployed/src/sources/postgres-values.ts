/**
 * Values of PostgreSQL as JSON, without loss: numbers that JSON's would round are texts, dates are ISO 8601,
 * `bytea` is base64, arrays are lists. Everything else is the text that PostgreSQL prints.
 */

import { exactNumber, losslessJson } from "./lossless.js";

export type Decode = (text: string) => unknown;

/** NaN and the infinities are texts. */
const float: Decode = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);

/** The session's time zone is UTC: `2026-01-31 12:00:00.5+00` is `2026-01-31T12:00:00.5Z`. */
const timestamp: Decode = (text) =>
  /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?:\+00)?$/.test(text)
    ? text.replace(" ", "T").replace("+00", "Z")
    : text;

const bytes: Decode = (text) => Buffer.from(text.slice(2), "hex").toString("base64");

const same: Decode = (text) => text;

/** By the type's id in `pg_type`, with that of its array. https://www.postgresql.org/docs/current/datatype.html */
const types: readonly (readonly [type: number, array: number, Decode])[] = [
  [16, 1000, (text) => text === "t"], // boolean
  [17, 1001, bytes], // bytea
  [20, 1016, exactNumber], // bigint
  [21, 1005, Number], // smallint
  [23, 1007, Number], // integer
  [26, 1028, Number], // oid
  [700, 1021, float], // real
  [701, 1022, float], // double precision
  [1700, 1231, exactNumber], // numeric
  [114, 199, losslessJson], // json
  [3802, 3807, losslessJson], // jsonb
  [1114, 1115, timestamp], // timestamp
  [1184, 1185, timestamp], // timestamp with time zone
  [1082, 1182, same], // date
  [1083, 1183, same], // time
  [1186, 1187, same], // interval
  [25, 1009, same], // text
  [1043, 1015, same], // varchar
  [1042, 1014, same], // char(n)
  [19, 1003, same], // name
  [2950, 2951, same], // uuid
];

/**
 * `{1,NULL,"a,b",{2}}` as PostgreSQL writes arrays: elements in quotes with backslash escapes where they need
 * them. A prefix `[2:3]=` with the bounds is dropped.
 */
const listOf =
  (decode: Decode): Decode =>
  (text) => {
    const tokens = text
      .slice(text.indexOf("{"))
      .matchAll(/([{},])|"((?:[^"\\]|\\[^])*)"|([^{},"]+)/g);
    const open: unknown[][] = [[]];
    for (const [, mark, inQuotes, plain] of tokens) {
      if (mark === "{") open.push([]);
      else if (mark === "}") open.at(-2)?.push(open.pop());
      else if (inQuotes !== undefined)
        open.at(-1)?.push(decode(inQuotes.replace(/\\([^])/g, "$1")));
      else if (plain !== undefined) open.at(-1)?.push(plain === "NULL" ? null : decode(plain));
    }
    return open[0]?.[0];
  };

const decoders = new Map<number, Decode>(
  types.flatMap(([type, array, decode]) => [
    [type, decode],
    [array, listOf(decode)],
  ]),
);

/** How values of a type are read; of a type that is not known here, as text. */
export const decoderOf = (type: number): Decode => decoders.get(type) ?? same;
