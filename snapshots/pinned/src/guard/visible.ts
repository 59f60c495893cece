import type { Tool as ToolDefinition } from "@modelcontextprotocol/server";
import { missingScopes } from "./authorise.js";
import type { Principal } from "./call.js";
import type { Tool } from "./tool.js";

/** The tools that a caller gets to see. */
export type Visible = (principal: Principal) => readonly ToolDefinition[];

const listsKept = 256;

/**
 * Hides tools from callers whose scopes do not allow them, in the order of the spec: equal scopes see equal
 * lists. It only spares callers what they cannot use; what keeps them out is `authorise.ts`.
 */
export const visibleTools = (tools: readonly Tool[]): Visible => {
  const needed = [...new Set(tools.flatMap(({ scopes }) => scopes))];
  const lists = new Map<string, readonly ToolDefinition[]>();
  return (principal) => {
    const held = new Set(principal.scopes ?? needed);
    // Only scopes that some tool needs: what else a token holds must not fill the memory.
    const key = needed.map((scope) => (held.has(scope) ? "1" : "0")).join("");
    const known = lists.get(key);
    if (known !== undefined) return known;
    const list = tools
      .filter((tool) => missingScopes(tool, principal).length === 0)
      .map(({ definition }) => definition);
    if (lists.size >= listsKept) lists.clear();
    lists.set(key, list);
    return list;
  };
};
