import { bearing, fromEnvironment, plainKey, referring, variableNames, type Client } from "../client.js";
import { jsonFormat } from "../formats/json.js";

const reference = (name: string): string => `\${${name}}`;

/**
 * Gemini CLI. Fields, and why variables are named though it hands its environment on (it holds back what looks like
 * a credential): https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md; files,
 * `GEMINI_CLI_HOME` and `${VAR}` in any text: docs/reference/configuration.md there. A name must not hold `_`,
 * which separates it from the tool's.
 */
export const geminiCli: Client = {
  name: "gemini-cli",
  title: "Gemini CLI",
  format: jsonFormat,
  files: {
    user: ({ home, env, path }) => path.join(env["GEMINI_CLI_HOME"] || home, ".gemini", "settings.json"),
    project: ({ path }, folder) => path.join(folder, ".gemini", "settings.json"),
  },
  at: ["mcpServers"],
  key: (name) => plainKey(name).replaceAll("_", "-"),
  stdio: (connection) => ({
    entry: {
      command: connection.command,
      args: connection.args,
      ...referring("env", variableNames(connection), reference),
    },
  }),
  http: (connection) => ({ entry: { httpUrl: connection.url, ...bearing(connection, reference) } }),
  meanings: {
    stdio: { command: "exactly", args: "exactly", env: "atLeast", cwd: "theirs" },
    http: {
      httpUrl: "exactly",
      // Server-sent events, which it would try instead.
      url: "exactly",
      type: "theirs",
      headers: "atLeast",
      oauth: "theirs",
      authProviderType: "theirs",
    },
  },
  notes: (connection) => [
    ...fromEnvironment(connection, "Gemini CLI"),
    "`gemini mcp list` shows whether it connects, in folders that it trusts.",
  ],
};
