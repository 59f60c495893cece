/** One tool of the model. */
import type { StatementFacts } from "../sql/facts.js";
import type { Dialect } from "../sql/lex.js";
import { numbered } from "../sql/numbered.js";
import { positional } from "../sql/positional.js";
import { readStatement } from "../sql/statement.js";
import { buildOperation } from "./build-http.js";
import { buildInput } from "./build-input.js";
import { mergeLimits } from "./build-limits.js";
import { rowSchema, rowsSchema, valueSchema } from "./build-output.js";
import { allowsType } from "./json-schema/shape.js";
import { dialectOf } from "./dialect.js";
import { arrayParameters } from "./list-parameters.js";
import { isSchemaObject } from "./json-schema/walk.js";
import type {
  Annotations,
  Deprecation,
  JsonSchema,
  Limits,
  SqlImplementation,
  SqlParameter,
  Tool,
} from "./model.js";
import { fileNameOf, identifierOf } from "./names.js";
import type { Spec, SpecSource, SpecTool } from "./schema.js";

/** @param facts What the database's engine says of its statement, where it was asked. */
export function buildTool(
  name: string,
  tool: SpecTool,
  serverLimits: Limits,
  sources: Spec["sources"] = {},
  facts?: StatementFacts,
): Tool {
  const input = buildInput(tool);
  const shared = {
    name: tool.name ?? name,
    ...(tool.name === undefined ? {} : { key: name }),
    fileName: fileNameOf(name),
    identifier: identifierOf(name, "tool"),
    ...(tool.title === undefined ? {} : { title: tool.title }),
    description: describe(tool),
    inputSchema: input.schema,
    annotations: annotationsOf(tool, sources),
    caps: input.caps,
    limits: mergeLimits(tool.limits, serverLimits),
    scopes: tool.scopes ?? [],
    redact: tool.redact ?? [],
    ...(tool.renamedFrom === undefined ? {} : { renamedFrom: tool.renamedFrom }),
    ...(tool.keepOldName === true ? { keepOldName: true as const } : {}),
    ...(tool.deprecated === undefined ? {} : { deprecated: tool.deprecated as Deprecation }),
  };
  if (tool.sql !== undefined) {
    const source = tool.source ?? "";
    return {
      ...shared,
      outputSchema: rowsSchema(tool.result ?? (facts && rowSchema(facts.columns))),
      implementation: {
        kind: "sql",
        source,
        sourceIdentifier: identifierOf(source, "source"),
        ...statementOf(tool.sql.trim(), sources[source]?.kind),
        parameters: parametersOf(
          tool.sql,
          dialectOf(sources, source),
          input.schema,
          arrayParameters(tool, sources[source]?.kind, facts),
        ),
      },
    };
  }
  if (tool.http !== undefined) return { ...shared, ...buildOperation(tool.http, tool) };
  const output = tool.result === undefined ? undefined : valueSchema(tool.result);
  return {
    ...shared,
    ...(output === undefined ? {} : { outputSchema: output.schema }),
    implementation: {
      kind: "handler",
      writes: tool.writes ?? false,
      ...(tool.source === undefined ? {} : { source: tool.source }),
      wrapResult: output?.isWrapped ?? false,
    },
  };
}

function statementOf(
  statement: string,
  kind: SpecSource["kind"] | undefined,
): Pick<SqlImplementation, "statement" | "places"> {
  if (kind === "postgres") return { statement: numbered(statement) };
  if (kind !== "mysql") return { statement };
  const { sql, names } = positional(statement);
  return { statement: sql, ...(new Set(names).size < names.length ? { places: names } : {}) };
}

/** What the tool is known to do, before `annotations:` makes it sound more dangerous. */
export function derivedAnnotations(tool: SpecTool, sources: Spec["sources"] = {}): Annotations {
  const writes = tool.writes ?? false;
  return {
    readOnlyHint: !writes,
    destructiveHint: writes && !onlyAdds(tool, sources),
    idempotentHint: !writes || ["PUT", "DELETE"].includes(tool.http?.method ?? ""), // RFC 9110 §9.2.2
    // Nobody knows where a handler reaches, unless its author says; an API is the world, a database of ours is not.
    openWorldHint: tool.http !== undefined || (tool.sql === undefined && (tool.openWorld ?? true)),
  };
}

/** The one source that it changes gives it new rows to make, and nothing of the rows that there are. */
function onlyAdds({ source, handler }: SpecTool, sources: NonNullable<Spec["sources"]>): boolean {
  const changed = source === undefined || handler !== true ? undefined : sources[source];
  if (changed?.kind !== "postgres" && changed?.kind !== "mysql") return false;
  if (changed.access !== "write") return false;
  const tables = Object.values(changed.writes ?? {});
  return tables.every((table) => table.update === undefined && table.delete !== true);
}

function annotationsOf(tool: SpecTool, sources: Spec["sources"]): Annotations {
  const derived = derivedAnnotations(tool, sources);
  const written = tool.annotations ?? {};
  return {
    readOnlyHint: written.readOnlyHint ?? derived.readOnlyHint,
    destructiveHint: written.destructiveHint ?? derived.destructiveHint,
    idempotentHint: written.idempotentHint ?? derived.idempotentHint,
    openWorldHint: written.openWorldHint ?? derived.openWorldHint,
  };
}

function describe({ description, deprecated }: SpecTool): string {
  const text = description.trim();
  if (deprecated === undefined) return text;
  const { since, removeIn, use, reason } = deprecated;
  const instead = use === undefined ? "" : ` Use ${use} instead.`;
  const why = reason === undefined ? "" : ` ${reason.trim()}`;
  return `${text} Deprecated since ${since}, to be removed in ${removeIn}.${instead}${why}`;
}

function parametersOf(
  sql: string,
  dialect: Dialect,
  inputSchema: JsonSchema,
  arrays: ReadonlySet<string>,
): readonly SqlParameter[] {
  const { properties } = inputSchema;
  return [...readStatement(sql, dialect).parameters.keys()].map((name) => {
    const schema =
      isSchemaObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (arrays.has(name) && isSchemaObject(schema) && allowsType(schema, "array"))
      return { name, type: "list" };
    return { name, type: isSchemaObject(schema) ? bindingType(schema) : "json" };
  });
}

const bindable = ["boolean", "integer", "number", "string"] as const;

/** How an argument is bound: by its type, or by the type that its `enum` or `const` values share. */
function bindingType(schema: Readonly<Record<string, unknown>>): SqlParameter["type"] {
  if ("type" in schema) {
    const types = bindable.filter((type) => allowsType(schema, type));
    const isOther = ["object", "array"].some((type) => allowsType(schema, type));
    return !isOther && types.length === 1 ? (types[0] ?? "json") : "json";
  }
  const { enum: options, const: only } = schema;
  const values: readonly unknown[] = Array.isArray(options) ? options : "const" in schema ? [only] : [];
  const types = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const [type] = types;
  return types.size === 1 && (type === "string" || type === "number" || type === "boolean") ? type : "json";
}
