/** A lookup by key in PostgreSQL: the whole guard beside the bare driver, in one process and over HTTP. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { cli, install, npmIn, run } from "../scripts/project.mjs";
import { measure } from "./calls.mjs";
import { inTurn, median, pairedRatio, table } from "./numbers.mjs";

const servers = new URL("servers/", import.meta.url).pathname;
// A role belongs to all databases of a server: neither may be anybody else's.
const role = `mcp_bench_${process.pid}`;
const database = role;

const spec = `spec: 1
server: { name: bench-mcp, version: 1.0.0, description: Lookups by key. }
limits: { rate: 1000000/second, concurrency: 100 }
sources:
  main: { kind: postgres, url: "\${DATABASE_URL}", role: ${role}, reads: { users: [id, name, email] } }
tools:
  get_user_0:
    description: Get a user.
    source: main
    params: { id: { type: integer, description: The id. } }
    sql: SELECT id, name, email FROM users WHERE id = :id
`;
const rows = `CREATE TABLE users (id int PRIMARY KEY, name text, email text, password text);
  INSERT INTO users SELECT n, 'User ' || n, 'user' || n || '@example.com', 'x' FROM generate_series(1, 5000) n;
  ANALYZE users`;

/** Runs one thing after another as the superuser of the address. */
async function sql(url, ...statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const at = (url, changes) => Object.assign(new URL(url), changes).href;

/** @param {string} work an empty folder  @param {{ rounds: number, calls: number, ms: number }} options */
export async function benchPostgres(work, { rounds, calls, ms }) {
  const url = process.env.BENCH_POSTGRES_URL;
  if (url === undefined) {
    console.log("\nskipped: BENCH_POSTGRES_URL, the address of a PostgreSQL as its superuser, is not set");
    return;
  }
  await mkdir(work, { recursive: true });
  await writeFile(join(work, "mcp.yaml"), spec);
  const project = join(work, "project");
  await cli([project, "--spec", join(work, "mcp.yaml"), "--yes", "--no-install", "--no-git"]);
  await install(project);
  await npmIn(project, ["run", "build"]);
  const roles = await readFile(join(project, "db/main/roles.sql"), "utf8");
  const inDatabase = at(url, { pathname: `/${database}` });
  await sql(url, `CREATE DATABASE ${database}`);
  try {
    await sql(inDatabase, rows, roles.replace(/^\\.*$/gm, ""), `ALTER ROLE ${role} PASSWORD '${role}'`);
    const env = {
      DATABASE_URL: at(inDatabase, { username: role, password: role }),
      AUDIT_FILE: join(work, "audit.jsonl"),
    };
    const counts = [String(rounds), String(calls)];
    const paired = await run(process.execPath, [join(servers, "postgres-paired.mjs"), ...counts], {
      cwd: project,
      env: { PATH: process.env.PATH ?? "", ...env },
    });
    const inProcess = JSON.parse(paired.stdout.trim().split("\n").at(-1) ?? "");

    Object.assign(process.env, env); // what `measure` starts inherits it
    const commands = { guard: ["dist/main.js", "--http"], driver: [join(servers, "bare-postgres.mjs")] };
    const http = await inTurn(
      rounds,
      Object.fromEntries(
        Object.entries(commands).map(([name, args]) => [
          name,
          async () => (await measure(args, project, "http", { tools: 1, width: 16, ms })).perSecond,
        ]),
      ),
    );
    const µs = (times, what) => times.map((time) => time[what]);
    console.log(`\nlookups by key in PostgreSQL, µs a call in one process, median of ${rounds} rounds\n`);
    table(
      [
        "at once",
        "of",
        "driver",
        "unnamed",
        "source",
        "guard",
        "source / driver",
        "guard / driver",
        "guard / unnamed",
      ],
      Object.entries(inProcess).flatMap(([width, { guard, source, driver, unnamed }]) =>
        ["wall", "cpu"].map((what) => [
          width,
          what,
          ...[driver, unnamed, source, guard].map((times) => median(µs(times, what)).toFixed(0)),
          ...[
            [source, driver],
            [guard, driver],
            [guard, unnamed],
          ].map(([times, base]) => pairedRatio(µs(times, what), µs(base, what)).toFixed(2)),
        ]),
      ),
    );
    console.log("\nthe same over HTTP, 16 at once, calls per second\n");
    table(
      ["guard", "bare driver", "ratio"],
      [
        [
          median(http.guard).toFixed(0),
          median(http.driver).toFixed(0),
          pairedRatio(http.driver, http.guard).toFixed(2),
        ],
      ],
    );
  } finally {
    await sql(url, `DROP DATABASE ${database}`, `DROP ROLE IF EXISTS ${role}`);
  }
}
