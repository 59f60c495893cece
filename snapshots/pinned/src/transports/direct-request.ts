import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import type { Tool } from "../guard/tool.js";
import { createEraOf, envelopeKeys, type Era, type Meta } from "./direct-era.js";
import { isObject } from "./message.js";

/** A header of the request by its lower-case name. */
export type HeaderOf = (name: string) => string | undefined;

interface Plain {
  readonly era: Era;
  readonly id: string | number;
}

export interface PlainList extends Plain {
  readonly method: "tools/list";
}

export interface PlainCall extends Plain {
  readonly method: "tools/call";
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>> | undefined;
  /** `_meta` without the protocol's own keys, if anything is left. */
  readonly meta: Meta | undefined;
  /** The protocol's own keys of `_meta`, which 2026-07-28 sends with each request. */
  readonly envelope: Meta | undefined;
}

/** A request that the direct road may answer: complete, valid, and with one answer that does not stream. */
export type PlainRequest = PlainList | PlainCall;

/** The request, if it is plain; `undefined` for all that the SDK has to look at. */
export type TakePlain = (message: unknown, header: HeaderOf) => PlainRequest | undefined;

/**
 * Into an answer of the older revisions that is still to come the SDK sends a comment every 15 s, for
 * proxies that close silent connections. Tools that may take so long are left to it.
 */
const longestMs = 14_000;

const members = new Set(["jsonrpc", "id", "method", "params"]);
const paramsOfCall = new Set(["name", "arguments", "_meta"]);
const paramsOfList = new Set(["_meta"]);

/**
 * Recognises plain requests. It says yes only to what the SDK would serve: each condition is one of the
 * SDK's, or narrower. What it does not know it leaves to the SDK, and with it every refusal.
 */
export function plainRequests(tools: readonly Tool[]): TakePlain {
  const byName = new Map(tools.map((tool) => [tool.definition.name, tool]));
  const eraOf = createEraOf();

  /** The era, when the headers are as that era wants them. */
  const eraOfPlain = (
    method: string,
    tool: string | undefined,
    envelope: Meta | undefined,
    header: HeaderOf,
  ): Era | undefined => {
    const version = header("mcp-protocol-version");
    const era = eraOf({ method, version, methodHeader: header("mcp-method"), envelope });
    const proper = era === "modern" ? namesAgree(method, tool, header) : streams(version, header);
    return proper ? era : undefined;
  };

  return (message, header) => {
    if (!isObject(message) || !hasOnly(message, members)) return undefined;
    const { jsonrpc, id, method, params = {} } = message;
    if (jsonrpc !== "2.0" || !isRequestId(id) || !isObject(params)) return undefined;
    const meta = splitMeta(params["_meta"]);
    if (meta === undefined) return undefined;

    if (method === "tools/list" && hasOnly(params, paramsOfList)) {
      const era = eraOfPlain(method, undefined, meta.envelope, header);
      return era && { method, era, id };
    }
    if (method === "tools/call" && hasOnly(params, paramsOfCall)) {
      const { name, arguments: args } = params;
      const tool = typeof name === "string" ? byName.get(name) : undefined;
      if (tool === undefined || (args !== undefined && !isObject(args))) return undefined;
      const era = eraOfPlain(method, tool.definition.name, meta.envelope, header);
      if (era === undefined || (era === "legacy" && tool.limits.timeoutMs > longestMs)) {
        return undefined;
      }
      return { method, era, id, tool: tool.definition.name, args, ...meta };
    }
    return undefined;
  };
}

const hasOnly = (object: Meta, names: ReadonlySet<string>): boolean => {
  for (const name in object) if (!names.has(name)) return false;
  return true;
};

/** JSON-RPC allows fractions and `null` too; MCP does not. */
const isRequestId = (id: unknown): id is string | number =>
  typeof id === "string" || Number.isSafeInteger(id);

/** 2026-07-28: both headers must be there. A name that has to be encoded for a header is no tool's name here. */
const namesAgree = (method: string, tool: string | undefined, header: HeaderOf): boolean =>
  header("mcp-method") === method && (tool === undefined || header("mcp-name") === tool);

/** Before: the answer is an event stream, if the client takes one, and the version may go without saying. */
const streams = (version: string | undefined, header: HeaderOf): boolean => {
  const accept = header("accept") ?? "";
  if (!accept.includes("application/json") || !accept.includes("text/event-stream")) return false;
  return version === undefined || SUPPORTED_PROTOCOL_VERSIONS.includes(version);
};

interface SplitMeta {
  readonly meta: Meta | undefined;
  readonly envelope: Meta | undefined;
}

const nothing: SplitMeta = { meta: undefined, envelope: undefined };

/** Keys that the protocol keeps for itself. */
const reserved = "io.modelcontextprotocol/";

/**
 * `_meta` in two parts. `undefined` when it is not plain: a progress token asks for an answer that
 * streams, and a key under the protocol's prefix that we do not know may ask for anything.
 */
function splitMeta(meta: unknown): SplitMeta | undefined {
  if (meta === undefined) return nothing;
  if (!isObject(meta)) return undefined;
  const parts: { meta?: Record<string, unknown>; envelope?: Record<string, unknown> } = {};
  for (const key in meta) {
    if (key === "progressToken") return undefined;
    const own = envelopeKeys.has(key);
    if (!own && key.startsWith(reserved)) return undefined;
    const part = (parts[own ? "envelope" : "meta"] ??= {});
    part[key] = meta[key];
  }
  return { meta: parts.meta, envelope: parts.envelope };
}
