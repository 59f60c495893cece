/** Specs of any size, made from the internal-db example: lookups by key, and every tenth tool a handler. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../scripts/project.mjs";

const head = `spec: 1
server:
  name: bench-mcp
  version: 1.0.0
  description: Lookups by key, for measuring.
limits: { rate: 1000000/second, concurrency: 64, timeout: 10s }
sources:
  main: { kind: sqlite, file: db/main.sqlite, schema: db/schema.sql, seed: db/seed.sql }
tools:
`;

const lookup = (n) => `  get_user_${n}:
    title: Get user
    description: Return one user by id, with team and role.
    source: main
    params:
      id: { type: integer, minimum: 1, description: The user's id. }
    sql: |
      SELECT u.id, u.name, u.email, t.name AS team, u.role
      FROM users AS u JOIN teams AS t ON t.id = u.team_id
      WHERE u.id = :id
`;

const byHand = (n) => `  score_lead_${n}:
    description: Score a lead from 0 to 100.
    params: { email: { type: string, format: email, maxLength: 254 } }
    result:
      type: object
      properties: { score: { type: integer } }
      required: [score]
    handler: true
`;

/**
 * Writes a spec of so many tools with its data files, and gives its path.
 * @param {string} folder  @param {number} tools  @param {{ handlers?: boolean }} [options]
 */
export async function writeSpec(folder, tools, { handlers = true } = {}) {
  await mkdir(folder, { recursive: true });
  await cp(join(repository, "examples/internal-db/db"), join(folder, "db"), { recursive: true });
  const text = Array.from({ length: tools }, (_, i) => (handlers && i % 10 === 9 ? byHand(i) : lookup(i)));
  const path = join(folder, "mcp.yaml");
  await writeFile(path, head + text.join("\n"));
  return path;
}
