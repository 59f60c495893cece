/** From the answers to a commented `mcp.yaml`. Pure; hostile answers come out as inert text. */
import { readStatement } from "../sql/statement.js";
import { additionsText } from "./additions.js";
import { databaseVariable, type Answers } from "./answers.js";
import { yamlBlock, yamlText } from "./yaml-text.js";

/** Where the project keeps the JSON Schema of its spec: editors check and complete with it, offline. */
export const editorSchemaPath = ".create-mcp-prod/mcp.schema.json";

/** The line that the YAML language server reads. */
export const editorSchemaLine = `# yaml-language-server: $schema=${editorSchemaPath}`;

/** The whole file, with a final newline. */
export function specText(answers: Answers): string {
  const sections = [header, server(answers), transports(answers), auth(answers), limits(answers)];
  const added = additionsText(answers.with ?? []);
  if (added !== "") sections.push(added);
  if (answers.source !== "none") sections.push(source(answers));
  sections.push(tool(answers));
  return `${sections.join("\n\n")}\n`;
}

const header = `${editorSchemaLine}
# The server is generated from this file. After a change: npx create-mcp-prod generate
spec: 1`;

function server({ name, description }: Answers): string {
  return `server:
  name: ${yamlText(name)}
  version: 0.1.0 # of what clients see: raise it when the tools change
  description: ${yamlText(description)}`;
}

function transports({ transports, port }: Answers): string {
  const http = transports.includes("http") ? `{ port: ${port}, path: /mcp }` : "false";
  return `# stdio: a client on this machine starts the server itself. http: one server for many clients.
transports:
  stdio: ${transports.includes("stdio")}
  http: ${http}`;
}

function auth({ auth, issuer, audience }: Answers): string {
  if (auth === "apiKeys") {
    return `# Who may call over HTTP: whoever presents a key whose hash stands in API_KEYS.
auth:
  apiKeys: true`;
  }
  if (auth === "jwt") {
    return `# Who may call over HTTP: whoever presents a token of this issuer, made out to this server.
auth:
  jwt:
    issuer: ${yamlText(issuer ?? "")}
    audience: ${yamlText(audience ?? "")}`;
  }
  return `# Nobody is asked who they are, so HTTP listens on this machine only. To open it:
# auth:
#   jwt: { issuer: https://id.example.com, audience: https://mcp.example.com/mcp }`;
}

function limits({ rate }: Answers): string {
  return `# Ceilings for every tool; a tool may set stricter ones, and no argument can raise them.
limits:
  rate: ${yamlText(rate)} # for each caller and tool
  concurrency: 8
  timeout: 10s
  rows: 500
  bytes: 256 KiB`;
}

function source({ source, name, api }: Answers): string {
  if (source === "postgres") {
    return `# Read with a role that can read what the tools read, and nothing else: db/main/roles.sql makes it. Until DATABASE_URL
# is set, development runs on an embedded PostgreSQL with these two files: put your own tables into them.
sources:
  main:
    kind: postgres
    url: \${DATABASE_URL}
    role: ${roleFor(name)}
    schema: db/schema.sql
    seed: db/seed.sql`;
  }
  if (source === "mysql") {
    return `# Read with an account that can read these columns, and nothing else: db/main/roles.sql makes it.
sources:
  main:
    kind: mysql
    url: \${DATABASE_URL}
    role: ${roleFor(name)}
    reads:
      users: [id, name, email, created_at] # what your tools read, table by table`;
  }
  if (source === "http") {
    return `# Requests go below this address and nowhere else. What the API wants to be shown is named, never written here:
#   auth: { bearer: "\${API_TOKEN}" }
sources:
  main:
    kind: http
    baseUrl: ${yamlText(api ?? "")}`;
  }
  if (source === "sqlite") {
    return `# Opened read-only. The server reads the path from its environment when it starts.
sources:
  main:
    kind: sqlite
    file: \${${databaseVariable}}`;
  }
  return `# Opened read-only. \`npm run build\` makes the file from the two SQL files when it is absent.
sources:
  main:
    kind: sqlite
    file: db/main.sqlite
    schema: db/schema.sql
    seed: db/seed.sql`;
}

/** A role that both engines take without quotes: at most 32 lower-case letters, digits and _. */
function roleFor(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const isFree = /^[a-z]/.test(words) && !/^(?:pg|mysql|mariadb|root|public)(?:_|$)/.test(words);
  return (isFree ? words : `mcp_${words}`).slice(0, 32);
}

function tool({ tool, toolDescription, source, sql }: Answers): string {
  const head = `tools:
  ${yamlText(tool)}:
    description: ${yamlText(toolDescription)} # the model reads this`;
  if (source === "http") {
    return `${head}
    source: main
    params:
      id: { type: string, minLength: 1, maxLength: 100, description: Which one. }
    http: { method: GET, path: "/items/{id}" } # an argument is always encoded for its place
    result: { type: object } # the more it says, the less passes through`;
  }
  if (sql === undefined) {
    return `${head}
    params:
      name: { type: string, maxLength: 100, description: Whom to greet. }
    result:
      type: object
      properties: { greeting: { type: string } }
      required: [greeting]
    handler: true # written by hand in src/handlers/`;
  }
  const names = [...readStatement(sql).parameters.keys()];
  const params = names.length === 0 ? "" : `\n    params:\n${names.map(param).join("\n")}`;
  return `${head}
    source: main${params}
    # One statement. A :name is always bound as a value, never put into the text.
    sql: ${yamlBlock(sql, "      ")}`;
}

/** What is known of some usual names; any other is a text. */
function param(name: string): string {
  const key = `      ${yamlText(name)}:`;
  if (name === "limit") {
    return `${key} { type: integer, minimum: 1, default: 100, cap: 500, description: Rows wanted. }`;
  }
  if (name === "active") return `${key} { type: boolean, default: true, description: Only active users. }`;
  return `${key} { type: string, maxLength: 1000 }`;
}
