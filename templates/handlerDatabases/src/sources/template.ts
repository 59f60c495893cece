import type { Scalar, DatabaseSource, Value, Values } from "./database.js";

/** What may stand in `${…}` of a statement. `undefined` is NULL, a date the moment in ISO 8601. */
export type Bindable = BindableScalar | readonly BindableScalar[];
type BindableScalar = string | number | bigint | boolean | Date | null | undefined;

export interface Statement {
  readonly text: string;
  readonly values: Values;
}

/** An engine freezes the parts of a template: text that was put together does not pass for them. */
const isTemplate = (parts: TemplateStringsArray): boolean =>
  Array.isArray(parts) && Array.isArray(parts.raw) && Object.isFrozen(parts);

const scalarOf = (value: BindableScalar): Scalar => {
  if (value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof Date ? value.toISOString() : value;
};

const isList = (value: Bindable): value is readonly BindableScalar[] => Array.isArray(value);

const valueOf = (value: Bindable): Value => (isList(value) ? value.map(scalarOf) : scalarOf(value));

/**
 * A tagged template as a statement: its parts are the text, and what stands between them is bound. No value can
 * become a part of the text.
 * @throws TypeError when it was called with anything but a template.
 */
export const statementOf = (
  parts: TemplateStringsArray,
  values: readonly Bindable[],
  parameter: DatabaseSource["parameter"],
): Statement => {
  if (!isTemplate(parts)) {
    throw new TypeError("A statement is a template, such as query`SELECT … WHERE id = ${id}`.");
  }
  return {
    text: parts.reduce((before, part, place) => `${before}${parameter(place)}${part}`),
    values: Object.fromEntries(values.map((value, index) => [`p${index + 1}`, valueOf(value)])),
  };
};
