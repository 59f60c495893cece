/** The tools of a running server, asked for with the official client. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Checked } from "../diagnostics/diagnostic.js";
import { printable, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Terminal } from "../terminal.js";
import { version } from "../version.js";
import type { Comparable } from "../versioning/compare.js";
import { toolsOf } from "../versioning/tool-list.js";

/** A server has as long as this for each answer, in milliseconds. */
const patience = 30_000;
/** A list that never ends is no list. */
const mostPages = 1_000;

/** All pages of `tools/list`. `MCP_TOKEN` says who asks. Errors: MCP1708. MCP1720 is a warning. */
export async function serverTools(url: string, terminal: Terminal): Promise<Checked<Comparable>> {
  const token = terminal.env["MCP_TOKEN"];
  let ends: string | undefined;
  const watched: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    ends = dayOf(response.headers.get("sunset")) ?? ends;
    return response;
  };
  const client = new Client({ name: "create-mcp-prod", version });
  try {
    const transport = new StreamableHTTPClientTransport(new URL(url), {
      fetch: watched,
      requestInit: { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } },
    });
    const options = { timeout: patience, signal: terminal.signal };
    await client.connect(transport, options);
    const tools: unknown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await client.listTools(cursor === undefined ? {} : { cursor }, options);
      tools.push(...answer.tools);
      cursor = answer.nextCursor;
      if (cursor === undefined) break;
    }
    const comparable = toolsOf(tools);
    if (comparable === undefined) throw new Error("its answer has no tools");
    const ending =
      ends === undefined ? [] : [diagnostic("MCP1720", { message: `${quoted(url, 200)} ends on ${ends}` })];
    return { ok: true, value: comparable, diagnostics: ending };
  } catch (error) {
    terminal.signal.throwIfAborted();
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const message = `${quoted(url, 200)}: ${printable(why).slice(0, 200)}`;
    return { ok: false, diagnostics: [diagnostic("MCP1708", { message })] };
  } finally {
    await client.close().catch(() => undefined);
  }
}

/** The day of a header `Sunset` (RFC 8594, section 3), in UTC; `undefined` for what is no date. */
function dayOf(header: string | null): string | undefined {
  const time = Date.parse(header ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
