import { fromEnvironment, plainKey, variableNames, type Client } from "../client.js";
import { tomlFormat } from "../formats/toml.js";

/**
 * Codex. Fields (those of the other transport are refused):
 * https://github.com/openai/codex/blob/main/codex-rs/config/src/mcp_types.rs; that only a few variables and those of
 * `env_vars` reach a server: codex-rs/rmcp-client/src/utils.rs there; files and `CODEX_HOME`:
 * https://developers.openai.com/codex/mcp. A project's file counts once the project is trusted.
 */
export const codex: Client = {
  name: "codex",
  title: "Codex",
  format: tomlFormat,
  files: {
    user: ({ home, env, path }) => path.join(env["CODEX_HOME"] || path.join(home, ".codex"), "config.toml"),
    project: ({ path }, folder) => path.join(folder, ".codex", "config.toml"),
  },
  at: ["mcp_servers"],
  key: plainKey,
  stdio: (connection) => {
    const names = variableNames(connection);
    const { command, args } = connection;
    return { entry: { command, args, ...(names.length > 0 && { env_vars: names }) } };
  },
  http: ({ url, token }) => ({
    entry: { url, ...(token !== undefined && { bearer_token_env_var: token }) },
  }),
  meanings: {
    stdio: { command: "exactly", args: "exactly", env_vars: "atLeast", env: "theirs", cwd: "theirs" },
    http: {
      url: "exactly",
      bearer_token_env_var: "exactly",
      http_headers: "theirs",
      env_http_headers: "theirs",
      oauth: "theirs",
      oauth_resource: "theirs",
      scopes: "theirs",
    },
  },
  notes: (connection) => [
    ...fromEnvironment(connection, "Codex"),
    "Start a new session; `codex mcp list` shows it, and `codex mcp login NAME` signs in where that is needed.",
  ],
};
