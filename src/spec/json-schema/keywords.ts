/** The keywords of JSON Schema 2020-12: what each takes, and to which types it applies. */

export type Takes =
  | "anything"
  | "boolean"
  | "count"
  | "list"
  | "names"
  | "namesByName"
  | "number"
  | "pattern"
  | "positive"
  | "schema"
  | "schemas"
  | "schemasByName"
  | "text"
  | "types";

export interface Keyword {
  readonly takes: Takes;
  /** The keyword does nothing for values of other types. Absent: it applies to all. */
  readonly appliesTo?: string;
}

const on = (appliesTo: string, rows: Readonly<Record<string, Takes>>): [string, Keyword][] =>
  Object.entries(rows).map(([name, takes]) => [name, { takes, appliesTo }]);
const onAll = (rows: Readonly<Record<string, Takes>>): [string, Keyword][] =>
  Object.entries(rows).map(([name, takes]) => [name, { takes }]);

export const keywords: ReadonlyMap<string, Keyword> = new Map([
  ...onAll({
    $schema: "text",
    $id: "text",
    $ref: "text",
    $anchor: "text",
    $dynamicRef: "text",
    $dynamicAnchor: "text",
    $comment: "text",
    $defs: "schemasByName",
    type: "types",
    enum: "list",
    const: "anything",
    title: "text",
    description: "text",
    default: "anything",
    examples: "list",
    deprecated: "boolean",
    readOnly: "boolean",
    writeOnly: "boolean",
    allOf: "schemas",
    anyOf: "schemas",
    oneOf: "schemas",
    not: "schema",
    if: "schema",
    then: "schema",
    else: "schema",
  }),
  ...on("string", {
    minLength: "count",
    maxLength: "count",
    pattern: "pattern",
    format: "text",
    contentEncoding: "text",
    contentMediaType: "text",
    contentSchema: "schema",
  }),
  ...on("number", {
    minimum: "number",
    maximum: "number",
    exclusiveMinimum: "number",
    exclusiveMaximum: "number",
    multipleOf: "positive",
  }),
  ...on("array", {
    items: "schema",
    prefixItems: "schemas",
    contains: "schema",
    minContains: "count",
    maxContains: "count",
    minItems: "count",
    maxItems: "count",
    uniqueItems: "boolean",
    unevaluatedItems: "schema",
  }),
  ...on("object", {
    properties: "schemasByName",
    patternProperties: "schemasByName",
    additionalProperties: "schema",
    unevaluatedProperties: "schema",
    propertyNames: "schema",
    required: "names",
    dependentRequired: "namesByName",
    dependentSchemas: "schemasByName",
    minProperties: "count",
    maxProperties: "count",
  }),
]);

export const typeNames = ["string", "integer", "number", "boolean", "object", "array", "null"] as const;

/** Formats that the generated validators check. */
export const formats: ReadonlySet<string> = new Set([
  "date",
  "date-time",
  "duration",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "json-pointer",
  "regex",
  "relative-json-pointer",
  "time",
  "uri",
  "uri-reference",
  "uri-template",
  "uuid",
]);

/** Keywords of older drafts and of OpenAPI, and what to write instead. */
export const foreignKeywords: Readonly<Record<string, string>> = {
  definitions: "$defs",
  id: "$id",
  dependencies: "dependentRequired or dependentSchemas",
  additionalItems: "items beside prefixItems",
  nullable: 'type: [string, "null"]',
  example: "examples: […]",
  min: "minimum",
  max: "maximum",
  minSize: "minItems",
  maxSize: "maxItems",
  length: "minLength and maxLength",
  optional: "required: false",
  regex: "pattern",
  values: "enum",
  options: "enum",
  choices: "enum",
  desc: "description",
  discriminator: "oneOf with const",
};

/** Types as other languages call them. */
export const foreignTypes: Readonly<Record<string, string>> = {
  int: "integer",
  int32: "integer",
  int64: "integer",
  long: "integer",
  float: "number",
  double: "number",
  decimal: "number",
  bool: "boolean",
  str: "string",
  text: "string",
  date: "string with format: date",
  datetime: "string with format: date-time",
  list: "array",
  dict: "object",
  map: "object",
  any: "no type at all",
  none: '"null"',
};
