import { bearing, fromEnvironment, plainKey, referring, variableNames, type Client } from "../client.js";
import { jsonFormat } from "../formats/json.js";

const reference = (name: string): string => `\${env:${name}}`;

/** Cursor. Files, fields and `${env:NAME}`: https://cursor.com/docs/mcp ("Configuration locations", "Config interpolation"). */
export const cursor: Client = {
  name: "cursor",
  title: "Cursor",
  format: jsonFormat,
  files: {
    user: ({ home, path }) => path.join(home, ".cursor", "mcp.json"),
    project: ({ path }, folder) => path.join(folder, ".cursor", "mcp.json"),
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
  http: (connection) => ({ entry: { url: connection.url, ...bearing(connection, reference) } }),
  meanings: {
    stdio: { type: "exactly", command: "exactly", args: "exactly", env: "atLeast", envFile: "theirs" },
    http: { url: "exactly", headers: "atLeast", auth: "theirs" },
  },
  notes: (connection) => [
    ...fromEnvironment(connection, "Cursor"),
    "Cursor shows it under Customize, where it is switched on and off.",
  ],
};
