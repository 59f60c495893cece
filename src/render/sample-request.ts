/** The first request that a reader makes. */
import { shellWord } from "./text.js";
import type { ToolView } from "./tool-view.js";

/**
 * A JSON-RPC request as one word of a shell: a call of the tool with the fewest parameters among those that read and
 * whose arguments can be made up, since made-up ones find little; else `tools/list`. It has no `_meta`, so that a
 * server takes it for one of a client of the eras before 2026-07-28, which need not say more.
 */
export function sampleRequest(tools: readonly ToolView[]): string {
  const [tool] = tools
    .filter(({ callable }) => callable)
    .toSorted((left, right) => parametersOf(left) - parametersOf(right));
  const method = tool
    ? { method: "tools/call", params: { name: tool.name, arguments: tool.sample } }
    : { method: "tools/list" };
  return shellWord(JSON.stringify({ jsonrpc: "2.0", id: 1, ...method }));
}

const parametersOf = ({ inputSchema }: ToolView): number => Object.keys(inputSchema.properties ?? {}).length;
