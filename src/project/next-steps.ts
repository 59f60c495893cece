import { relative } from "node:path";
import { databaseVariable } from "../prompts/answers.js";
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

/** What to do with a new project, from where the user stands. */
export function nextSteps({ dir, cwd, model, files, installed, database }: Made): string {
  const here = relative(cwd, dir);
  const commands: (readonly [command: string, note: string])[] = [];
  if (here !== "") commands.push([shellLine(["cd", here]), ""]);
  if (!installed) commands.push(["npm install", ""]);
  const usesVariable = model.sources.some(
    (source) => source.kind === "sqlite" && "env" in source.file && source.file.env === databaseVariable,
  );
  if (usesVariable) {
    const value = database === undefined ? "/path/to/your.db" : shellWord(database);
    commands.push([`export ${databaseVariable}=${value}`, ""]);
  }
  commands.push(["npm run build", ""]);
  const { http, stdio } = model.transports;
  if (http) commands.push(["npm start", `HTTP on http://127.0.0.1:${http.port}${http.path}`]);
  if (stdio) commands.push(["npm run start:stdio", "for a client that starts the server itself"]);
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
