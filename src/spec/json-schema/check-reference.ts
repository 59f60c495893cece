import { list, quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import type { SchemaProblem } from "./problem.js";
import { isSchemaObject, mapSchema, type AnySchema } from "./walk.js";

/** Only references into the same schema: MCP forbids fetching, and a schema must mean the same tomorrow. */
export function checkReference(reference: string, path: Path, root: AnySchema): readonly SchemaProblem[] {
  const wrong = (message: string, help?: string): readonly SchemaProblem[] => [
    { code: "MCP1219", path, message, help },
  ];
  if (!reference.startsWith("#")) return wrong(`${quoted(reference)} points outside of the schema`);
  if (resolves(reference.slice(1), root)) return [];
  const definitions = isSchemaObject(root["$defs"]) ? Object.keys(root["$defs"]) : [];
  const help = definitions.length === 0 ? undefined : `definitions are: ${list(definitions)}`;
  return wrong(`${quoted(reference)} points to nothing`, help);
}

function resolves(fragment: string, root: AnySchema): boolean {
  if (fragment !== "" && !fragment.startsWith("/")) return anchors(root).has(fragment);
  let found: unknown = root;
  for (const part of fragment.split("/").slice(1)) {
    const name = unescapePointer(part);
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return false;
    found = (found as Record<string, unknown>)[name];
  }
  return typeof found === "boolean" || isSchemaObject(found);
}

/** RFC 6901 §4 and §6. */
function unescapePointer(part: string): string {
  let decoded = part;
  try {
    decoded = decodeURIComponent(part);
  } catch {
    // Not percent-encoded: taken as it is.
  }
  return decoded.replaceAll("~1", "/").replaceAll("~0", "~");
}

function anchors(root: AnySchema): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  mapSchema(root, (schema) => {
    found.add(schema["$anchor"]).add(schema["$dynamicAnchor"]);
    return schema;
  });
  found.delete(undefined);
  return found;
}
