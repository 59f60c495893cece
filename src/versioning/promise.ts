/** Whether a tool can still do what an earlier contract promised of it. */
import type { Json, JsonSchema, Tool } from "../spec/model.js";
import { fileNameOf, identifierOf } from "../spec/names.js";
import type { Change } from "./change.js";
import { compareContracts } from "./compare.js";
import { toolContractOf, type ToolContract } from "./contract.js";
import { isObject, target } from "./schema/resolve.js";

/** The tool as it was promised, done as it is done now. Its files are named after its public name. */
export function asPromised(name: string, promised: ToolContract, { implementation, redact }: Tool): Tool {
  const { keepOldName, scopes, ...rest } = promised;
  return {
    name,
    fileName: fileNameOf(name),
    identifier: identifierOf(name, "tool"),
    ...rest,
    ...(keepOldName === true && { keepOldName }),
    scopes,
    redact,
    implementation,
  };
}

/**
 * What keeps the tool of a newer major from doing an older one's work: arguments that it no longer takes, results that
 * were impossible, caution that it no longer promises. What the older major enforces itself (limits, caps, scopes, the
 * words) is no matter.
 */
export function brokenPromises(name: string, promised: ToolContract, now: Tool): readonly Change[] {
  const changes = compareContracts(
    { tools: { [name]: promised } },
    { tools: { [name]: { ...toolContractOf(now) } } },
  );
  const columns = new Set(promisedColumns(promised, now) === undefined ? [] : newColumns(promised, now));
  return changes.filter((change) => {
    if (change.rule === "annotation-weakened" || change.rule === "output-schema-removed") return true;
    if (change.direction === undefined || change.rule === "x-mcp-header-changed") return false;
    if (change.rule === "property-optional-added" || change.rule === "property-required-added") {
      const isColumn = change.path.startsWith(columnsPath) && columns.has(lastOf(change.path));
      if (change.direction === "output") return !isColumn && closed(promised, change) !== false;
      return change.level === "major" || closed(promised, change) !== true;
    }
    return change.level === "major";
  });
}

const columnsPath = "/outputSchema/properties/rows/items/properties/";
const lastOf = (path: string): string =>
  path.slice(columnsPath.length).replaceAll("~1", "/").replaceAll("~0", "~");

/**
 * The columns of its rows that were promised, where a statement has more of them by now and the rows were closed: the
 * others are left out. `undefined`: all go out.
 */
export function promisedColumns(
  promised: Pick<ToolContract, "outputSchema">,
  now: Tool,
): readonly string[] | undefined {
  return newColumns(promised, now).length > 0 ? columnsOf(promised.outputSchema) : undefined;
}

function newColumns(promised: Pick<ToolContract, "outputSchema">, now: Tool): readonly string[] {
  const were = columnsOf(promised.outputSchema);
  if (were === undefined || now.implementation.kind !== "sql") return [];
  return (columnsOf(now.outputSchema) ?? []).filter((column) => !were.includes(column));
}

/** Of rows that have no others. */
function columnsOf(schema: JsonSchema | undefined): readonly string[] | undefined {
  const row = schema && target(schema, "#/properties/rows/items");
  if (!isObject(row) || row.additionalProperties !== false || !isObject(row.properties)) return undefined;
  return Object.keys(row.properties);
}

/** Whether the object that a property was added to had refused others. `undefined`: nobody can say. */
function closed(promised: ToolContract, { path }: Change): boolean | undefined {
  const [, side = "", ...segments] = path.split("/");
  const schema = side === "inputSchema" ? promised.inputSchema : promised.outputSchema;
  const place: Json | undefined =
    schema && (segments.length > 2 ? target(schema, `#/${segments.slice(0, -2).join("/")}`) : schema);
  if (!isObject(place) || place.$ref !== undefined) return undefined;
  return place.additionalProperties === false || place.unevaluatedProperties === false;
}
