/** Every command's options: what yargs parses, what help shows, what a misspelt one is compared with. */
import type { Options } from "yargs";
import { sourceAnswers } from "./prompts/answers.js";
import { additions } from "./prompts/additions.js";

/** What `connect` knows; `other` is any client that it does not. */
export const clientNames = [
  "claude-code",
  "claude-desktop",
  "vscode",
  "cursor",
  "gemini-cli",
  "codex",
  "goose",
  "chatgpt",
  "other",
] as const;

type Table = Readonly<Record<string, Options>>;

const text = (describe: string): Options => ({ type: "string", requiresArg: true, describe });
const flag = (describe: string): Options => ({ type: "boolean", describe });
/** An option that answers a question of the wizard. */
const answer = (describe: string): Options => ({ ...text(describe), group: "Instead of questions:" });

export const commonOptions = {
  json: flag("Print the result as JSON on stdout"),
  verbose: flag("List everything; show the stack of an internal error"),
} as const satisfies Table;

const offline = flag("Fetch no engine to check PostgreSQL statements with");

const createOptions = {
  spec: text("Generate from this file instead of asking"),
  example: text("Generate a copy of an example"),
  yes: { ...flag("Take the default for everything that is not said"), alias: "y" },
  "no-install": flag("Do not run npm install"),
  "no-git": flag("Do not make a git repository"),
  offline,
  name: answer("Name of the server and its package"),
  description: answer("What the server is for, in at most 100 characters"),
  source: {
    ...answer("Where the data is: an embedded sample, a database, an HTTP API, or nowhere"),
    choices: [...sourceAnswers],
  },
  database: answer("Your SQLite file, with --source sqlite"),
  api: answer("Base URL of the API, with --source http"),
  tool: answer("Name of the first tool"),
  "tool-description": answer("What the first tool does"),
  sql: answer("The first tool's statement, with :named parameters"),
  transport: {
    ...answer("How clients reach it; may be given twice"),
    choices: ["stdio", "http"],
  },
  port: answer("Port of the HTTP transport"),
  rate: answer("Calls for each caller and tool, such as 60/minute"),
  auth: { ...answer("Who may call over HTTP"), choices: ["none", "jwt", "apiKeys"] },
  issuer: answer("Who issues the tokens, with --auth jwt"),
  audience: answer("The server's public URL, with --auth jwt"),
  with: {
    ...answer("What else it should have; may be given several times"),
    choices: additions.map(({ name }) => name),
  },
} as const satisfies Table;

const generateOptions = {
  "dry-run": flag("Show what would happen and write nothing"),
  diff: flag("Print what would change as a patch and write nothing"),
  check: flag("Write nothing; exit 1 if anything would change"),
  bump: flag("First write the version that the changes since the last release ask for"),
  serve: {
    ...text("With --bump into another major: whether the older ones stay beside it"),
    choices: ["keep", "drop"],
  },
  "on-conflict": {
    ...text("Where you and the generator changed the same lines: write both, or one side"),
    choices: ["markers", "mine", "generated"],
  },
  prune: flag("Move edited files that are no longer generated to .create-mcp-prod/parked"),
  restore: text("Bring back a file that you deleted; may be given twice"),
  "allow-dirty": flag("Rewrite files whose edits are not committed"),
  offline,
} as const satisfies Table;

const checkOptions = {
  strict: flag("Count what asks for a look as a major change of the contract"),
  database: text("Check the statements on this database, too: postgres://…, a SQLite file, or SOURCE=…"),
  offline,
} as const satisfies Table;

const diffOptions = {
  against: text("Compare with what the server at this URL lists; exit 1 if it differs"),
  markdown: flag("Print a report for a pull request"),
  strict: flag("Count what asks for a look as a major change"),
  offline,
} as const satisfies Table;

const releaseOptions = {
  "dry-run": flag("Show what would be written and write nothing"),
  date: text("The day of the release, as 2026-01-31; by default today in UTC"),
  offline,
} as const satisfies Table;

const connectOptions = {
  write: flag("Put it into the client's own configuration, after a backup"),
  "dry-run": flag("Show as a patch what --write would change, and write nothing"),
  force: flag("Replace an entry of the same name that differs"),
  name: text("Name of the entry; by default the server's"),
  transport: {
    ...text("Whether the client starts the server or calls one that runs; by default stdio"),
    choices: ["stdio", "http"],
  },
  url: text("Where the server runs, with --transport http"),
  token: text("Name of the environment variable with the bearer token, over HTTP"),
  api: text("Major version of the tools to stay with, where the server serves several"),
  scope: {
    ...text("For all your projects, or for the one that you are in; by default user"),
    choices: ["user", "project"],
  },
} as const satisfies Table;

const schemaOptions = {
  out: text("Write it to this file instead of stdout"),
} as const satisfies Table;

export interface CommandInfo {
  /** As yargs writes it. */
  readonly usage: string;
  readonly describe: string;
  readonly options: Table;
  /** What its one positional argument is, if it takes one. */
  readonly dir?: string;
  /** Command lines to begin with, and what each is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** Positional arguments that are read like options. */
  readonly positionals?: Table;
}

export const commands = {
  create: {
    usage: "$0 [dir]",
    describe: "Make a new project",
    examples: [
      ["create-mcp-prod", "Ask what is needed"],
      ["create-mcp-prod shop --yes", "Ask nothing: a server on sample data"],
      ["create-mcp-prod shop --spec mcp.yaml", "From a spec that you have"],
      ["create-mcp-prod shop --example chinook", "From one of the examples"],
    ],
    options: createOptions,
    dir: "The new project's folder; by default the server's name",
  },
  generate: {
    usage: "generate [dir]",
    describe: "Generate a project again after its spec changed",
    examples: [
      ["create-mcp-prod generate", "Bring the project up to its spec, and keep your edits"],
      ["create-mcp-prod generate --diff", "Show what that would change"],
    ],
    options: generateOptions,
    dir: "The project; by default the nearest one from here upward",
  },
  check: {
    usage: "check [dir]",
    describe: "For CI: the spec, its SQL, the project, and the version against the changes; write nothing",
    examples: [
      ["create-mcp-prod check", "Exit 1 on drift, or a version too low for what changed"],
      ["create-mcp-prod check --database postgres://127.0.0.1/shop", "Also try the SQL there"],
    ],
    options: checkOptions,
    dir: "The project; by default the nearest one from here upward",
  },
  templates: {
    usage: "templates [action] [path]",
    describe: "Show, copy and compare the templates that a project is made from",
    examples: [
      ["create-mcp-prod templates list guard", "Templates with guard in their path"],
      ["create-mcp-prod templates eject README.md", "Take one over"],
    ],
    options: {},
    positionals: {
      action: { type: "string", describe: "list, eject or diff" },
      path: { type: "string", describe: "A template as `list` shows it" },
    },
  },
  diff: {
    usage: "diff [old] [new]",
    describe: "Show what changed for the clients of a server",
    examples: [
      ["create-mcp-prod diff", "Since the last release"],
      ["create-mcp-prod diff v1.2.0 --markdown", "Since a tag, for a pull request"],
      ["create-mcp-prod diff --against https://mcp.example.com/mcp", "What runs there"],
    ],
    options: diffOptions,
    positionals: {
      old: { type: "string", describe: "A project, spec, contract, tools/list answer or git revision" },
      new: { type: "string", describe: "The same; by default the project here" },
    },
  },
  release: {
    usage: "release [dir]",
    describe: "Freeze the contract under its version and date the changelog",
    examples: [["create-mcp-prod release --dry-run", "Show what would be frozen and dated"]],
    options: releaseOptions,
    dir: "The project; by default the nearest one from here upward",
  },
  connect: {
    usage: "connect [client] [dir]",
    describe: "Print or write a client's configuration for the server",
    examples: [
      ["create-mcp-prod connect cursor", "Print what goes into Cursor's file"],
      ["create-mcp-prod connect claude-code --write", "Put it there"],
      ["create-mcp-prod connect codex --transport http --write", "For a server that runs already"],
    ],
    options: connectOptions,
    dir: "The server's project; by default the nearest one from here upward",
    positionals: {
      client: {
        type: "string",
        describe: `${clientNames.slice(0, -1).join(", ")} or ${clientNames.at(-1)}`,
      },
    },
  },
  schema: {
    usage: "schema",
    describe: "Print the JSON Schema of mcp.yaml",
    examples: [["create-mcp-prod schema --out mcp.schema.json", "For an editor's settings"]],
    options: schemaOptions,
  },
} as const satisfies Readonly<Record<string, CommandInfo>>;

export type CommandName = keyof typeof commands;
