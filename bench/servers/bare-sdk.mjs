/**
 * The same lookups on the SDK alone: no limits, no audit, no log, no checks of host and origin.
 *
 *   node bare-sdk.mjs DATABASE TOOLS mcp-server|server http|stdio
 *
 * `mcp-server` registers every tool on a fresh `McpServer`, as the SDK's documentation does; `server` is the
 * low-level `Server` with one list and a lookup.
 */
import { createServer } from "node:http";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, fromJsonSchema, McpServer, Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { DatabaseSync } from "@photostructure/sqlite";

const [path, count, kind, transport] = process.argv.slice(2);
const database = new DatabaseSync(path, { readOnly: true });
// Also keeps the object referenced: collected, it closes the database under its statements.
process.once("SIGTERM", () => {
  database.close();
  process.exit(0);
});
const statement = database.prepare(
  "SELECT u.id, u.name, u.email, t.name AS team, u.role FROM users AS u JOIN teams AS t ON t.id = u.team_id WHERE u.id = :id",
);
const lookup = ({ id }) => {
  const structuredContent = { rows: statement.all({ id }), truncated: false };
  return { content: [{ type: "text", text: JSON.stringify(structuredContent) }], structuredContent };
};

const names = Array.from({ length: Number(count) }, (_, i) => `get_user_${i}`);
const description = "Return one user by id, with team and role.";
const inputSchema = {
  type: "object",
  properties: { id: { type: "integer", minimum: 1, description: "The user's id." } },
  required: ["id"],
  additionalProperties: false,
};
const outputSchema = {
  type: "object",
  properties: { rows: { type: "array", items: { type: "object" } }, truncated: { type: "boolean" } },
  required: ["rows", "truncated"],
};
const identity = { name: "bare-sdk", version: "1.0.0" };

const schemas = { inputSchema: fromJsonSchema(inputSchema), outputSchema: fromJsonSchema(outputSchema) };
function mcpServer() {
  const server = new McpServer(identity);
  for (const name of names) server.registerTool(name, { description, ...schemas }, lookup);
  return server;
}

const list = { tools: names.map((name) => ({ name, description, inputSchema, outputSchema })) };
const known = new Set(names);
function lowLevel() {
  const server = new Server(identity, { capabilities: { tools: {} } });
  server.setRequestHandler("tools/list", async () => list);
  server.setRequestHandler("tools/call", async ({ params }) => {
    if (!known.has(params.name)) throw new Error("unknown tool");
    return lookup(params.arguments ?? {});
  });
  return server;
}

const factory = kind === "mcp-server" ? mcpServer : lowLevel;
if (transport === "stdio") {
  serveStdio(factory);
} else {
  const server = createServer(toNodeHandler(createMcpHandler(factory)));
  server.listen(0, "127.0.0.1", () => {
    const address = `http://127.0.0.1:${server.address().port}/mcp`;
    process.stderr.write(`${JSON.stringify({ event: "ready", address })}\n`);
  });
}
