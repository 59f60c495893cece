import { relative } from "node:path";
import { databaseVariable } from "../prompts/answers.js";
import { environmentOf, type Variable } from "../render/environment.js";
import { shellLine, shellWord } from "../shell.js";
import type { ServerModel } from "../spec/model.js";

export interface Made {
  /** Absolute. */
  readonly dir: string;
  readonly cwd: string;
  readonly model: ServerModel;
  readonly files: number;
  readonly installed: boolean;
  /** The user's own database, absolute, when one was named. */
  readonly database?: string;
}

/** A line for the shell, and what is to be said of it. */
type Command = readonly [command: string, note: string];

/** Made by a command of the project, which has to be built for it. */
const keysVariable = "API_KEYS";

/** What to do with a new project, from where the user stands. */
export function nextSteps({ dir, cwd, model, files, installed, database }: Made): string {
  const here = relative(cwd, dir);
  const { http, stdio } = model.transports;
  const required = environmentOf(model).filter((variable) => variable.required);
  const commands: readonly Command[] = [
    ...(here === "" ? [] : [[shellLine(["cd", here]), ""] as const]),
    ...(installed ? [] : [["npm install", ""] as const]),
    ...required.flatMap((variable) => setting(variable, database)),
    ["npm run build", ""],
    ...(required.some(({ name }) => name === keysVariable) ? firstKey(model) : []),
    ...(http ? [["npm start", `HTTP on http://127.0.0.1:${http.port}${http.path}`] as const] : []),
    ...(stdio ? [["npm run start:stdio", "for a client that starts the server itself"] as const] : []),
  ];
  const width = Math.max(...commands.filter(([, note]) => note !== "").map(([command]) => command.length));
  const lines = commands.map(([command, note]) =>
    note === "" ? `  ${command}` : `  ${command.padEnd(width)}  # ${note}`,
  );
  const tools = model.tools.length === 1 ? "1 tool" : `${model.tools.length} tools`;
  return `Made ${model.server.name} in ${here === "" ? "this folder" : here}: ${tools}, ${files} files.

Next:
${lines.join("\n")}

Connect a client: npx create-mcp-prod connect claude-code --write (or vscode, cursor, codex, …: see README.md)
Change ${model.specFile}, then: npx create-mcp-prod generate
`;
}

function setting({ name, description }: Variable, database: string | undefined): readonly Command[] {
  if (name === keysVariable) return [];
  if (name !== databaseVariable) return [[`export ${name}=…`, description]];
  return [[`export ${name}=${database === undefined ? "/path/to/your.db" : shellWord(database)}`, ""]];
}

function firstKey({ scopes }: ServerModel): readonly Command[] {
  const mint = ["npm", "run", "mint-api-key", "--", "my-client", ...scopes.map(({ name }) => name)];
  return [
    [shellLine(mint), `prints a key, and its entry for ${keysVariable}`],
    [`export ${keysVariable}=…`, "that entry"],
  ];
}
