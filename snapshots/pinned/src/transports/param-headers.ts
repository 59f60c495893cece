import type { Tool as ToolDefinition } from "@modelcontextprotocol/server";
import { isObject } from "./message.js";
import type { Refusal } from "./refusal.js";

/** One argument that clients repeat in a header, so that gateways can route by it (`x-mcp-header`). */
interface Declaration {
  readonly header: string;
  readonly path: readonly string[];
  readonly numeric: boolean;
}

/** Compares the headers of a call of one tool with its arguments. */
export type ParamHeaderCheck = (
  args: unknown,
  header: (name: string) => string | undefined,
) => Refusal | undefined;

/** MCP 2026-07-28, basic/transports, "Server Behavior for Custom Headers": HeaderMismatch. */
const headerMismatch = -32_020;

/**
 * The check for a tool with this input schema, or `undefined` when it declares no such header.
 * The SDK makes it for its `McpServer` only; with the low-level `Server` it is ours.
 */
export function paramHeaderCheck(
  inputSchema: ToolDefinition["inputSchema"],
): ParamHeaderCheck | undefined {
  const declarations = [...declared(inputSchema, [])];
  if (declarations.length === 0) return undefined;
  return (args, header) => {
    for (const declaration of declarations) {
      const problem = compare(declaration, valueAt(args, declaration.path), header);
      if (problem !== undefined) {
        return {
          status: 400,
          code: headerMismatch,
          message: `Bad Request: the request headers and body disagree: ${problem}`,
          data: { mismatch: { header: declaration.header, body: problem } },
        };
      }
    }
    return undefined;
  };
}

function* declared(schema: unknown, path: readonly string[]): Generator<Declaration> {
  if (!isObject(schema)) return;
  const name = schema["x-mcp-header"];
  if (typeof name === "string") {
    const numeric = schema["type"] === "integer" || schema["type"] === "number";
    yield { header: `Mcp-Param-${name}`, path, numeric };
  }
  for (const [key, property] of Object.entries(schema["properties"] ?? {})) {
    yield* declared(property, [...path, key]);
  }
}

/** What is wrong, or `undefined`. An argument that is absent or `null` makes no demand on the header. */
function compare(
  { header, path, numeric }: Declaration,
  value: unknown,
  headerOf: (name: string) => string | undefined,
): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return undefined;
  }
  const raw = headerOf(header.toLowerCase());
  if (raw === undefined) return `the body has ${path.join(".")}, the ${header} header is absent`;
  const text = decode(raw);
  if (text === undefined) return `the ${header} header holds invalid Base64`;
  const equal =
    numeric && typeof value === "number" ? sameNumber(text, value) : text === String(value);
  return equal ? undefined : `the ${header} header differs from ${path.join(".")}`;
}

/** `42.0` in the header is the `42` of the body. */
const sameNumber = (text: string, value: number): boolean =>
  /^-?\d+(\.\d+)?$/.test(text) ? Number(text) === value : text === String(value);

const base64Form =
  /^=\?base64\?((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\?=$/;

/** Values that a header cannot hold as they are come as `=?base64?…?=`. `undefined`: that, but broken. */
function decode(value: string): string | undefined {
  if (!(value.startsWith("=?base64?") && value.endsWith("?="))) return value;
  const encoded = base64Form.exec(value)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value;
}
