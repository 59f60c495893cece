import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SERVER_INFO_META_KEY,
} from "@modelcontextprotocol/server";
import { modernRevision, type Era } from "./direct-era.js";
import { isObject } from "./message.js";

/** Lets the SDK answer a message that no client sent. */
export type AskSdk = (
  message: unknown,
  headers: Readonly<Record<string, string>>,
) => Promise<Response>;

/** An answer with a gap for the id of the request. */
export interface Gapped {
  readonly before: Buffer;
  readonly after: string;
}

export interface Lists extends Readonly<Record<Era, Gapped>> {
  /** What the server says of itself in `_meta` of each modern result. */
  readonly serverInfo: unknown;
  /** Whether they are the same for everybody (`cacheScope`), and so may be sent again. */
  readonly repeatable: boolean;
}

/** Stands for the id; no tool's description holds it. */
const id = "id:7b1c4f0e-5d3a-4e0b-9a52-1f8e2c6d9b47";

/**
 * The SDK's answers to `tools/list`, one for each era, to be sent again and again.
 */
export async function askForLists(askSdk: AskSdk): Promise<Lists> {
  const list = { jsonrpc: "2.0", id, method: "tools/list" };
  const claims = {
    [PROTOCOL_VERSION_META_KEY]: modernRevision,
    [CLIENT_CAPABILITIES_META_KEY]: {},
  };
  const asked = {
    modern: askSdk(
      { ...list, params: { _meta: claims } },
      { "mcp-protocol-version": modernRevision, "mcp-method": "tools/list" },
    ),
    legacy: askSdk(list, { accept: "application/json, text/event-stream" }),
  };
  const modern = await textOf(await asked.modern);
  const legacy = await textOf(await asked.legacy);
  const { result } = JSON.parse(modern) as { result: Record<string, unknown> };
  const meta = isObject(result["_meta"]) ? result["_meta"] : {};
  return {
    modern: gapped(modern),
    legacy: gapped(legacy),
    serverInfo: meta[SERVER_INFO_META_KEY],
    repeatable: result["cacheScope"] === "public",
  };
}

async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`The list of tools cannot be sent: ${text.slice(0, 500)}`);
  return text;
}

function gapped(text: string): Gapped {
  const parts = text.split(JSON.stringify(id));
  const [before, after] = parts;
  if (before === undefined || after === undefined || parts.length > 2) {
    throw new Error("The answer to tools/list does not hold its id once.");
  }
  return { before: Buffer.from(before), after };
}
