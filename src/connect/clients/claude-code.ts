import { bearing, fromEnvironment, plainKey, referring, variableNames, type Client } from "../client.js";
import { jsonFormat } from "../formats/json.js";

const reference = (name: string): string => `\${${name}}`;

/**
 * Claude Code. Files, fields and `${VAR}` (in `command`, `args`, `env`, `url` and `headers`):
 * https://code.claude.com/docs/en/mcp ("MCP installation scopes", "Environment variable expansion in .mcp.json");
 * `CLAUDE_CONFIG_DIR`: https://code.claude.com/docs/en/env-vars.
 */
export const claudeCode: Client = {
  name: "claude-code",
  title: "Claude Code",
  format: jsonFormat,
  files: {
    user: ({ home, env, path }) => path.join(env["CLAUDE_CONFIG_DIR"] || home, ".claude.json"),
    project: ({ path }, folder) => path.join(folder, ".mcp.json"),
  },
  at: ["mcpServers"],
  key: plainKey,
  stdio: (connection) => ({
    entry: {
      type: "stdio",
      command: connection.command,
      args: connection.args,
      ...referring("env", variableNames(connection), reference),
    },
  }),
  http: (connection) => ({
    entry: { type: "http", url: connection.url, ...bearing(connection, reference) },
  }),
  meanings: {
    stdio: { type: "exactly", command: "exactly", args: "exactly", env: "atLeast" },
    http: { type: "exactly", url: "exactly", headers: "atLeast", oauth: "theirs", headersHelper: "theirs" },
  },
  notes: (connection) => [
    ...fromEnvironment(connection, "Claude Code"),
    "Start a new session; `claude mcp list` shows whether it connects, and /mcp signs in where that is needed.",
  ],
};
