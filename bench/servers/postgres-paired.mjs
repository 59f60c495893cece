/**
 * Lookups by key, in one process and in turn: through the whole guard of a generated server, its source alone, and
 * the bare driver's pool, once with a named statement and once with an unnamed one, as its documentation begins.
 * One after the other, and eight at once. Started in the server's folder: `node postgres-paired.mjs ROUNDS CALLS`; prints one line of JSON: µs a call, wall and processor time, by round.
 */
import { openSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [rounds = 15, calls = 400] = process.argv.slice(2).map(Number);
const load = (path) => import(pathToFileURL(join(process.cwd(), "dist", path)).href);
const { loadConfig } = await load("config.js");
const { identity, limits } = await load("generated/contract.js");
const { openSources } = await load("generated/sources.js");
const { tools } = await load("generated/tools.js");
const { createGuard } = await load("guard/guard.js");
const { memoryLimiter } = await load("guard/limiter.js");
const { openAudit } = await load("telemetry/audit.js");
const { afterAnswers } = await load("telemetry/after-answers.js");
const { linesTo } = await load("telemetry/lines.js");
const { createLog } = await load("telemetry/log.js");
const { Pool } = createRequire(join(process.cwd(), "package.json"))("pg");

const config = loadConfig(process.env, []);
const log = createLog(config.log, linesTo(openSync(`${process.env.AUDIT_FILE}.log`, "a")));
const sources = await openSources(config, log);
const audit = openAudit(config.audit, log);
const contract = identity.contract;
const guard = createGuard({
  tools,
  limits,
  log,
  audit,
  sources,
  contract,
  limiter: memoryLimiter(),
  afterAnswers: afterAnswers(),
});
// As the HTTP transport has one: an AbortSignal costs more.
const signal = { aborted: false, addEventListener() {}, removeEventListener() {} };
const caller = { transport: "http", principal: { id: "bench" }, signal };

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const text = "SELECT id, name, email FROM users WHERE id = $1";
const bounds = { rows: limits.rows, bytes: limits.bytes, signal, deadline: Infinity };

let key = 0;
const nextKey = () => 1 + (key++ % 5000);
const expectOne = (rows) => {
  if (rows.length !== 1) throw new Error("no row");
};
const subjects = {
  guard: async () => {
    const result = await guard("get_user_0", { id: nextKey() }, caller);
    if (result.isError) throw new Error(JSON.stringify(result.content));
  },
  source: async () => expectOne((await sources.main.query(text, { id: nextKey() }, bounds)).rows),
  driver: async () => expectOne((await pool.query({ name: "get", text, values: [nextKey()] })).rows),
  unnamed: async () => expectOne((await pool.query(text, [nextKey()])).rows),
};

/** Makes all calls, `width` at once. */
async function time(call, width) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const worker = async () => {
    for (let made = 0; made < calls / width; made += 1) await call();
  };
  await Promise.all(Array.from({ length: width }, worker));
  const wall = ((performance.now() - began) / calls) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / calls };
}

const results = {};
for (const width of [1, 8]) {
  const times = { guard: [], source: [], driver: [], unnamed: [] };
  for (let round = -3; round < rounds; round += 1) {
    const names = Object.keys(times);
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      const each = await time(subjects[name], width);
      if (round >= 0) times[name].push(each); // the first ones warm up
    }
  }
  results[width] = times;
}
await pool.end();
await Promise.all(Object.values(sources).map((source) => source.close()));
audit.close();
console.log(JSON.stringify(results));
