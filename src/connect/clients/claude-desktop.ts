import type { Variable } from "../../render/environment.js";
import { plainKey, type Client } from "../client.js";
import type { StdioConnection } from "../connection.js";
import { jsonFormat } from "../formats/json.js";
import { applicationData, nodePath, type Machine } from "../machine.js";

/** What it passes on stands in the file as it is: a secret is read from a file of its own instead. */
function setting(
  { name, secret }: Variable,
  { folder }: StdioConnection,
  { env, path }: Machine,
): readonly [string, string][] {
  if (secret) return [[`${name}_FILE`, path.join(folder, "var", "secrets", name)]];
  const value = env[name];
  return value ? [[name, value]] : [];
}

/**
 * Claude Desktop. File and fields: https://modelcontextprotocol.io/docs/develop/connect-local-servers. Nothing in it
 * is looked up in the environment, and it holds local servers only: those elsewhere are connectors,
 * https://support.claude.com/en/articles/11175166-getting-started-with-custom-connectors-using-remote-mcp.
 */
export const claudeDesktop: Client = {
  name: "claude-desktop",
  title: "Claude Desktop",
  format: jsonFormat,
  files: {
    user: (machine) => machine.path.join(applicationData(machine), "Claude", "claude_desktop_config.json"),
  },
  at: ["mcpServers"],
  key: plainKey,
  stdio: (connection, machine) => {
    const settings = connection.variables.flatMap((variable) => setting(variable, connection, machine));
    return {
      entry: {
        command: nodePath(machine),
        args: connection.args,
        ...(settings.length > 0 && { env: Object.fromEntries(settings) }),
      },
    };
  },
  meanings: { stdio: { command: "exactly", args: "exactly", env: "atLeast" }, http: {} },
  notes: (connection, machine) => {
    if (connection.kind === "http") {
      return [
        "Claude Desktop's file is for servers on this machine that it starts itself.",
        `For one that runs elsewhere: Settings > Connectors > Add custom connector, with ${connection.url}.`,
        "It is called from Anthropic's network, so the URL has to be public and HTTPS; callers sign in by OAuth.",
      ];
    }
    const files = connection.variables.flatMap((variable) =>
      variable.secret ? setting(variable, connection, machine).map(([, file]) => [variable.name, file]) : [],
    );
    const unset = connection.variables.filter(({ name, secret }) => !secret && !machine.env[name]);
    return [
      ...files.map(
        ([name, file]) => `Put ${name} into ${file}, readable by you alone; the server reads it there.`,
      ),
      ...unset.map(
        ({ name }) =>
          `${name} is not set here, and Claude Desktop passes on only what its file says: set it and run this again, or add it under "env".`,
      ),
      "Quit Claude Desktop and start it again; Settings > Developer shows whether it connects.",
    ];
  },
};
