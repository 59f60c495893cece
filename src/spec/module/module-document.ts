/** An exported object as a document: data as YAML could hold it, with zod schemas turned into JSON Schema. */
import type { Checked, Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Code } from "../../diagnostics/catalog.js";
import { diagnostic, hasErrors } from "../../diagnostics/report.js";
import { pathText, type Document, type Path, type Places } from "../document.js";
import { convertProperty, convertWhole, type Converted } from "../zod/convert.js";
import { isZod3, isZod4, type Zod3Schema, type Zod4Schema } from "../zod/schema-like.js";

/** There is no text to point into: messages name the path instead. */
const nowhere: Places = { key: () => undefined, value: () => undefined, within: () => undefined };

interface Copying {
  readonly report: (code: Code, path: Path, message: string, help?: string) => void;
  /** Objects that are being copied: one of them again is a cycle. */
  readonly open: Set<object>;
}

/** Errors: MCP1303 to MCP1305. A value has no place in a text: messages begin with its path. */
export async function moduleDocument(file: string, exported: object): Promise<Checked<Document>> {
  const diagnostics: Diagnostic[] = [];
  const copying: Copying = {
    report: (code, path, message, help) => {
      const where = path.length === 0 ? "" : `${pathText(path)}: `;
      diagnostics.push(diagnostic(code, { message: where + message, help }));
    },
    open: new Set(),
  };
  const value = await copy(exported, [], copying);
  if (hasErrors(diagnostics)) return { ok: false, diagnostics };
  return { ok: true, value: { file, value, places: nowhere }, diagnostics };
}

async function copy(value: unknown, path: Path, copying: Copying): Promise<unknown> {
  if (isZod4(value) || isZod3(value)) return copyZod(value, path, copying);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    copying.report("MCP1305", path, `${value} is no JSON number`);
    return null;
  }
  if (typeof value !== "object") {
    copying.report("MCP1305", path, `a ${typeof value} is no JSON value`);
    return null;
  }
  if (copying.open.has(value)) {
    copying.report("MCP1305", path, "the object contains itself");
    return null;
  }
  copying.open.add(value);
  const copied = Array.isArray(value)
    ? await copyList(value, path, copying)
    : await copyObject(value, path, copying);
  copying.open.delete(value);
  return copied;
}

async function copyList(list: readonly unknown[], path: Path, copying: Copying): Promise<unknown[]> {
  const copied: unknown[] = [];
  for (const [index, item] of list.entries()) copied.push(await copy(item, [...path, index], copying));
  return copied;
}

async function copyObject(value: object, path: Path, copying: Copying): Promise<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A module is evaluated in our realm; a plain object made elsewhere still has a prototype without one of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name = (value.constructor as { name?: string } | undefined)?.name ?? "class";
    if ("~standard" in value)
      copying.report("MCP1303", path, `a schema of ${name} is neither JSON Schema nor zod`);
    else copying.report("MCP1305", path, `a ${name} is no JSON value`);
    return {};
  }
  const copied: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const place = [...path, key];
    if (key === "__proto__") copying.report("MCP1305", place, "the key is not allowed");
    else if (isParameter(place)) copied[key] = await copyParameter(key, item, place, copying);
    else copied[key] = await copy(item, place, copying);
  }
  return copied;
}

const isParameter = (path: Path) => path.length === 4 && path[0] === "tools" && path[2] === "params";
const isWhole = (path: Path) =>
  path.length === 3 && path[0] === "tools" && (path[2] === "input" || path[2] === "result");

/** A parameter is a JSON Schema, a zod schema, or `{ schema: zod, cap, required, description }`. */
async function copyParameter(name: string, value: unknown, path: Path, copying: Copying): Promise<unknown> {
  const wraps =
    typeof value === "object" && value !== null && "schema" in value && !isZod3(value) && !isZod4(value);
  const { schema, ...rest } = wraps ? value : { schema: value };
  if (!isZod3(schema) && !isZod4(schema)) return copy(value, path, copying);
  const converted = settle(await convertProperty(name, schema), path, copying);
  if (converted === undefined) return {};
  const own = (await copy(rest, path, copying)) as Record<string, unknown>;
  const { required: properties, ...plain } = converted.schema;
  const isOptional = converted.isOptional && !("default" in plain);
  if (properties === undefined || (!isOptional && own["required"] === undefined)) {
    return { ...converted.schema, ...(isOptional ? { required: false } : {}), ...own };
  }
  // `required` says that the argument may be absent; which properties it must have has to stand elsewhere.
  return { ...plain, allOf: [{ required: properties }], required: !isOptional, ...own };
}

async function copyZod(schema: Zod3Schema | Zod4Schema, path: Path, copying: Copying): Promise<unknown> {
  if (!isWhole(path)) {
    copying.report("MCP1303", path, "a zod schema can stand only in params, input and result");
    return null;
  }
  return settle(await convertWhole(schema, path[2] === "input" ? "input" : "output"), path, copying) ?? {};
}

function settle<T>(converted: Converted<T>, path: Path, copying: Copying): T | undefined {
  if (converted.ok) return converted.value;
  for (const { what, path: inner, isMixed } of converted.obstacles) {
    const where = inner === "" ? "" : ` (at ${inner})`;
    const message = isMixed === true ? `there is ${what}` : `JSON Schema cannot express ${what}`;
    copying.report(
      "MCP1304",
      path,
      message + where,
      isMixed === true ? "use one major of zod in a schema" : undefined,
    );
  }
  return undefined;
}
