/** For each code about clients a home folder in which a user could meet it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Terminal } from "../../src/terminal.js";

export interface ConnectCase {
  readonly code: string;
  /** Completes the snapshot's name. */
  readonly name: string;
  /** Prepares the folder and gives the words. */
  readonly given: (folder: string) => readonly string[];
  readonly around: (folder: string) => Partial<Terminal>;
}

const spec = `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
transports: { stdio: true, http: false }
tools:
  greet: { description: Greet somebody., result: { type: string, maxLength: 100 }, handler: true }
`;

const around = (home: string) => ({ env: { HOME: home, USERPROFILE: home, PATH: "/usr/bin" } });

/** A project with its client's configuration as given. */
function row(code: string, name: string, words: readonly string[], file = "", text = ""): ConnectCase {
  const given = (folder: string) => {
    writeFileSync(join(folder, "mcp.yaml"), spec);
    if (file !== "") {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return ["connect", ...words];
  };
  return { code, name, given, around };
}

const cursor = ".cursor/mcp.json";

export const connectCases: readonly ConnectCase[] = [
  row("MCP1903", "client", ["vs-code"]),
  row("MCP1950", "stdio-only", ["codex", "--transport", "http"]),
  row("MCP1951", "no-file", ["chatgpt", "--write"]),
  row("MCP1951", "no-scope", ["goose", "--scope", "project", "--write"]),
  row("MCP1952", "cut", ["cursor", "--write"], cursor, '{\n  "mcpServers": {\n    "other": '),
  row("MCP1952", "list", ["cursor", "--write"], cursor, '{ "mcpServers": [] }\n'),
  row(
    "MCP1953",
    "another",
    ["cursor", "--write"],
    cursor,
    '{ "mcpServers": { "shop": { "command": "python", "args": ["shop.py"] } } }\n',
  ),
  row("MCP1955", "inline", ["codex", "--write"], ".codex/config.toml", "mcp_servers = {}\n"),
];
