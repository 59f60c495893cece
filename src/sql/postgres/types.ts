/**
 * Types of PostgreSQL as JSON Schemas of what the generated server returns for them: the other side of
 * `templates/postgres/src/sources/postgres-values.ts`.
 */
import type { JsonSchema } from "../../spec/model.js";

export interface PostgresType {
  readonly oid: number;
  /** As SQL writes it: `bigint`, `app.mood`. */
  readonly name: string;
  /** `b`ase, `e`num, `d`omain, `c`omposite, `r`ange, `m`ultirange, `p`seudo. */
  readonly kind: string;
  /** What a domain is made of, otherwise 0. */
  readonly base: number;
  /** The type of the elements of an array, otherwise 0. */
  readonly element: number;
  /** Of an enumerated type, in its order. */
  readonly labels?: readonly string[];
}

const text: JsonSchema = { type: "string" };
/** Beyond 2^53 the server returns the digits. */
const wholeNumber: JsonSchema = { type: ["integer", "string"], pattern: "^-?[0-9]+$" };
/** More than 15 digits are returned as they are, and so are NaN and the infinities. */
const decimal: JsonSchema = {
  type: ["number", "string"],
  pattern: "^(?:-?[0-9]+(?:\\.[0-9]+)?|NaN|-?Infinity)$",
};
const float: JsonSchema = { type: ["number", "string"], pattern: "^(?:NaN|-?Infinity)$" };

/** By the ids of `postgres-values.ts`; of any other type the server returns PostgreSQL's own text. */
const schemas: readonly (readonly [type: number, array: number, schema: JsonSchema])[] = [
  [16, 1000, { type: "boolean" }],
  [17, 1001, { type: "string", description: "Base64." }],
  [20, 1016, wholeNumber],
  [21, 1005, { type: "integer" }],
  [23, 1007, { type: "integer" }],
  [26, 1028, { type: "integer" }],
  [700, 1021, float],
  [701, 1022, float],
  [1700, 1231, decimal],
  [114, 199, {}],
  [3802, 3807, {}],
  [1114, 1115, text],
  [1184, 1185, { type: "string", format: "date-time" }],
  [1082, 1182, { type: "string", format: "date" }],
  [1083, 1183, text],
  [1186, 1187, text],
  [25, 1009, text],
  [1043, 1015, text],
  [1042, 1014, text],
  [19, 1003, text],
  [2950, 2951, { type: "string", format: "uuid" }],
];

const known = new Map<number, JsonSchema>(
  schemas.flatMap(([type, array, schema]) => [
    [type, schema],
    [array, { type: "array", items: orNull(schema) }],
  ]),
);

/** Numbers of at most this many digits are exact in JSON. */
const exactDigits = 15;

/**
 * What a value of a type looks like in a row. `modifier` is PostgreSQL's `typmod`, -1 for none: a `numeric` of
 * few digits is always a number.
 */
export function columnSchema(type: PostgresType, modifier: number): JsonSchema {
  if (type.kind === "e" && type.labels !== undefined) return { enum: [...type.labels] };
  if (type.oid === 1700 && modifier >= 4) {
    // numeric.c: precision in the upper half, scale in the lower eleven bits, signed.
    const precision = ((modifier - 4) >> 16) & 0xffff;
    const scale = (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400;
    if (precision <= exactDigits && scale >= 0) return { type: scale === 0 ? "integer" : "number" };
  }
  return known.get(type.oid) ?? text;
}

/** The same, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  if (Array.isArray(values)) return { ...schema, enum: [...values, null] };
  if (type === undefined) return schema;
  return { ...schema, type: [...(Array.isArray(type) ? type : [type]), "null"] };
}
