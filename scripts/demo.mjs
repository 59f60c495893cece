/**
 * The main job from beginning to end, for a person to watch: `npm run demo`. Generates the internal-db example,
 * installs, builds and starts it, calls it with the official client, and shows what the model, the log and the
 * audit say. Exits with 1 when anything is not as it should be. `-- --keep` leaves the project behind.
 */
import { appendFile, copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bold, call, dim, green, say, stage } from "./demo/print.mjs";
import { attempt, cli, connectHttp, install, npmIn, repository, startHttp } from "./project.mjs";

const keep = process.argv.includes("--keep");
const interrupted = new AbortController();
const work = await mkdtemp(join(tmpdir(), "create-mcp-prod-demo-"));
const project = join(work, "internal-db-mcp");
let server;

for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => interrupted.abort());
try {
  await demo(interrupted.signal);
  say(`\n${green("Everything above happened as it should.")}`);
} catch (error) {
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
  say(interrupted.signal.aborted ? "\ninterrupted" : `\nthe demo failed: ${error.message}`);
} finally {
  await server?.stop();
  if (keep) say(dim(`The project is in ${project}`));
  else await rm(work, { recursive: true, force: true, maxRetries: 5 });
}

/** The example, and beside its tools one that tries what no tool of this server may do. */
async function prepareSpec() {
  const example = join(work, "spec");
  await cp(join(repository, "examples/internal-db"), example, { recursive: true });
  const spec = join(example, "mcp.yaml");
  await appendFile(
    spec,
    "\n  purge_users:\n    description: Delete every user.\n    handler: true\n    writes: true\n",
  );
  await mkdir(join(example, "handlers"));
  await copyFile(join(repository, "scripts/demo/purge-users.ts"), join(example, "handlers/purge-users.ts"));
  return spec;
}

async function demo(signal) {
  const spec = await prepareSpec();
  say(bold("create-mcp-prod demo: one spec file in, a production MCP server out\n"));

  const made = await cli([project, "--spec", spec, "--yes", "--no-install", "--no-git"], { signal });
  stage("create-mcp-prod internal-db-mcp --spec …", seconds(made));
  stage("npm install", seconds(await install(project, { signal })));
  stage("npm run build", seconds(await npmIn(project, ["run", "build"], { signal })));
  server = await startHttp(project, { env: { LOG_LEVEL: "info" } });
  stage("npm start", `${server.url} · ${short(server.ready.contract)}`);

  const client = await connectHttp(server.url);
  await showTools(client);
  await showCalls(client);
  await client.close();
  await showAudit(signal);
}

async function showTools(client) {
  const { tools } = await client.listTools();
  expect(tools.length === 6, `6 tools, not ${tools.length}`);
  say(`\n${bold("tools/list")}  ${dim(`protocol ${client.getNegotiatedProtocolVersion()}`)}`);
  for (const tool of tools) say(`  ${tool.name.padEnd(20)} ${dim(tool.description)}`);
}

async function showCalls(client) {
  const few = await tell(client, "A call", "query_users", { limit: 3 });
  expect(rowsOf(few).length === 3, "3 users");

  const million = await tell(client, "A million rows", "query_users", { limit: 1_000_000 });
  expect(rowsOf(million).length === 500, `500 rows, not ${rowsOf(million).length}`);
  expect(/500/.test(million.structuredContent.notice ?? ""), "a notice that the limit is 500");

  const { email } = rowsOf(few)[0];
  const found = await tell(client, "A redacted argument", "find_user_by_email", { email });
  expect(rowsOf(found).length === 1, "one user");
  const kept = `${JSON.stringify(server.logged)}${await readFile(auditFile(), "utf8")}`;
  expect(!kept.includes(email), "an address that is in no log or audit line");

  const purge = await tell(client, "A write", "purge_users", {});
  expect(purge.isError === true && textOf(purge).startsWith("WRITE_REFUSED"), "WRITE_REFUSED");
  const after = await client.callTool({ name: "count_users_by_team", arguments: {} });
  const users = rowsOf(after).reduce((sum, team) => sum + team.active + team.inactive, 0);
  expect(users === 5000, `5000 users still there, not ${users}`);

  // The two calls above count: 28 more use up the budget of 30 a minute.
  for (let i = 0; i < 28; i++) {
    const result = await client.callTool({ name: "query_users", arguments: { limit: 1 } });
    expect(result.isError !== true, `call ${i + 3} of 30 within the limit: ${textOf(result)}`);
  }
  const limited = await tell(client, "The 31st call in a minute", "query_users", { limit: 1 });
  expect(limited.isError === true && textOf(limited).startsWith("RATE_LIMITED"), "RATE_LIMITED");
}

/** Makes a call and shows it with its log line and audit record, which must be exactly one each. */
async function tell(client, title, name, args) {
  const audited = (await auditRecords()).length;
  const result = await client.callTool({ name, arguments: args });
  const audit = (await auditRecords()).slice(audited);
  expect(audit.length === 1, `one audit record, not ${audit.length}`);
  const log = await server.line(({ event, call: id }) => event === "tool_call" && id === audit[0].call);
  call({
    title,
    request: `${name} ${JSON.stringify(args)}`,
    answer: summary(result),
    refused: result.isError === true,
    log,
    audit: audit[0],
  });
  return result;
}

function summary(result) {
  if (result.isError) return textOf(result);
  const { rows, notice } = result.structuredContent;
  const count = rows.length === 1 ? "1 row" : `${rows.length} rows`;
  return notice === undefined ? `${count}: ${JSON.stringify(rows[0])}` : `${count}. ${notice}`;
}

async function showAudit(signal) {
  const stopped = await server.stop();
  expect(stopped === 0, `exit code 0 on SIGTERM, not ${stopped}`);
  say(`\n${bold("Audit")}`);
  const intact = await npmIn(project, ["run", "--silent", "audit:verify"], { signal });
  stage("npm run audit:verify", intact.stdout.trim().replace(/ \([0-9a-f]{64}\)/, ""));

  const text = await readFile(auditFile(), "utf8");
  await writeFile(auditFile(), text.replace('"outcome":"refused"', '"outcome":"ok"'));
  const forged = await attempt(process.execPath, ["dist/audit-verify.js"], { cwd: project, signal });
  await writeFile(auditFile(), text);
  expect(forged.code === 1, `exit code 1 for an edited record, not ${forged.code}`);
  stage("… with one record edited", forged.stderr.trim().split("\n")[0]);
}

function auditFile() {
  return join(project, "var/audit.jsonl");
}

async function auditRecords() {
  const text = await readFile(auditFile(), "utf8").catch(() => "");
  const records = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return records.filter((record) => record.tool !== undefined);
}

function rowsOf(result) {
  return result.structuredContent?.rows ?? [];
}

function textOf(result) {
  return result.content?.[0]?.text ?? "";
}

function seconds({ ms }) {
  return `${(ms / 1000).toFixed(1)} s`;
}

function short(hash) {
  return String(hash).slice(0, 15);
}

function expect(held, what) {
  if (!held) throw new Error(`expected ${what}`);
}
