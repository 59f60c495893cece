/** What a lookup by key costs at least over HTTP: node:http, JSON and the bare driver, nothing checked or written. */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const { Pool } = createRequire(join(process.cwd(), "package.json"))("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const text = "SELECT id, name, email FROM users WHERE id = $1";

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { id, params } = JSON.parse(Buffer.concat(chunks).toString());
  const { rows } = await pool.query({ name: "get", text, values: [params.arguments.id] });
  const structuredContent = { rows };
  const content = [{ type: "text", text: JSON.stringify(structuredContent) }];
  response.setHeader("Content-Type", "application/json");
  response.end(
    JSON.stringify({ jsonrpc: "2.0", id, result: { resultType: "complete", content, structuredContent } }),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}/mcp`;
  console.error(JSON.stringify({ event: "ready", address }));
});
process.on("SIGTERM", () => process.exit());
