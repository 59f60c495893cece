import type { CallToolResult } from "@modelcontextprotocol/server";
import { pino } from "pino";
import { createGuard } from "../../src/guard/guard.js";
import { memoryLimiter } from "../../src/guard/limiter.js";
import type { Arguments, Tool } from "../../src/guard/tool.js";
import type { Sources } from "../../src/sources/source.js";
import type { Audit } from "../../src/telemetry/audit.js";

const audit: Audit = {
  accepts: () => true,
  failures: () => 0,
  write: async () => true,
  flush: () => {},
  hash: () => "hmac:test",
  close: () => {},
};

/** Calls a tool through the guard as a client would, without a server. Give it the sources it uses. */
export function callTool(
  tool: Tool,
  args: Arguments,
  sources: Sources = {},
): Promise<CallToolResult> {
  const log = pino({ level: "silent" });
  const { limits } = tool;
  const guard = createGuard({
    tools: [tool],
    limits,
    log,
    audit,
    sources,
    limiter: memoryLimiter(),
    contract: "test",
  });
  return guard(tool.definition.name, args, {
    transport: "stdio",
    principal: { id: "user:test" },
    signal: new AbortController().signal,
  });
}
