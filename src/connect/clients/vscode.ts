import type { Variable } from "../../render/environment.js";
import { fromEnvironment, plainKey, type Addition, type Client, type Item } from "../client.js";
import { jsonFormat } from "../formats/json.js";
import { applicationData } from "../machine.js";

const inputId = (name: string, variable: string): string =>
  `${plainKey(name)}-${variable.toLowerCase().replaceAll("_", "-")}`;

const input = (id: string, description: string): Item => ({
  type: "promptString",
  id,
  description,
  password: true,
});

const withInputs = (entry: Addition["entry"], inputs: readonly Item[]): Addition =>
  inputs.length === 0 ? { entry } : { entry, lists: { inputs } };

const value = ({ name, secret }: Variable, server: string): string =>
  secret ? `\${input:${inputId(server, name)}}` : `\${env:${name}}`;

/**
 * VS Code. Files, fields and `inputs`: https://code.visualstudio.com/docs/copilot/reference/mcp-configuration;
 * `${env:NAME}`: https://code.visualstudio.com/docs/reference/variables-reference. The user's file is the default
 * profile's: `MCP: Open User Configuration` opens that of another one.
 */
export const vscode: Client = {
  name: "vscode",
  title: "VS Code",
  format: jsonFormat,
  files: {
    user: (machine) => machine.path.join(applicationData(machine), "Code", "User", "mcp.json"),
    project: ({ path }, folder) => path.join(folder, ".vscode", "mcp.json"),
  },
  at: ["servers"],
  key: plainKey,
  stdio: ({ command, args, variables }, _machine, name) => {
    const env = Object.fromEntries(variables.map((variable) => [variable.name, value(variable, name)]));
    const secrets = variables.filter(({ secret }) => secret);
    return withInputs(
      { type: "stdio", command, args, ...(variables.length > 0 && { env }) },
      secrets.map((variable) => input(inputId(name, variable.name), `${variable.name} of ${name}`)),
    );
  },
  http: ({ url, token }, _machine, name) => {
    if (token === undefined) return { entry: { type: "http", url } };
    const id = inputId(name, "token");
    const headers = { Authorization: `Bearer \${input:${id}}` };
    return withInputs({ type: "http", url, headers }, [input(id, `Token for ${name}`)]);
  },
  meanings: {
    stdio: {
      type: "exactly",
      command: "exactly",
      args: "exactly",
      env: "atLeast",
      envFile: "theirs",
      cwd: "theirs",
    },
    http: { type: "exactly", url: "exactly", headers: "atLeast" },
  },
  notes: (connection) => {
    const plain =
      connection.kind === "stdio"
        ? { ...connection, variables: connection.variables.filter(({ secret }) => !secret) }
        : { kind: connection.kind, url: connection.url };
    const asks =
      connection.kind === "stdio"
        ? connection.variables.filter(({ secret }) => secret).map(({ name }) => name)
        : connection.token === undefined
          ? []
          : ["the token"];
    return [
      ...(asks.length > 0
        ? [`VS Code asks for ${asks.join(", ")} at the first start, and keeps it encrypted.`]
        : []),
      ...fromEnvironment(plain, "VS Code"),
      "`MCP: List Servers` in the command palette starts it.",
    ];
  },
};
