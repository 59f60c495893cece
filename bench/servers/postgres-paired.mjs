/**
 * Lookups by key, in one process and in turn: through the whole guard of a generated server, and with the bare
 * driver. Started in the server's folder: `node postgres-paired.mjs ROUNDS CALLS`; prints one line of JSON.
 */
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
const { createLog } = await load("telemetry/log.js");
const { Client } = createRequire(join(process.cwd(), "package.json"))("pg");

const config = loadConfig(process.env, []);
const log = createLog(config.log);
const sources = await openSources(config, log);
const audit = openAudit(config.audit, log);
const contract = identity.contract;
const guard = createGuard({ tools, limits, log, audit, sources, contract, limiter: memoryLimiter() });
const { signal } = new AbortController();
const caller = { transport: "http", principal: { id: "bench" }, signal };

const client = new Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const text = "SELECT id, name, email FROM users WHERE id = $1";

let key = 0;
const subjects = {
  guard: async () => {
    const result = await guard("get_user_0", { id: 1 + (key++ % 5000) }, caller);
    if (result.isError) throw new Error(JSON.stringify(result.content));
  },
  driver: async () => {
    const { rows } = await client.query({ name: "get", text, values: [1 + (key++ % 5000)] });
    if (rows.length !== 1) throw new Error("no row");
  },
};
const times = { guard: [], driver: [] };
for (let round = -3; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? ["guard", "driver"] : ["driver", "guard"]) {
    const began = performance.now();
    for (let call = 0; call < calls; call += 1) await subjects[name]();
    const each = ((performance.now() - began) / calls) * 1000;
    if (round >= 0) times[name].push(each); // the first ones warm up
  }
}
await client.end();
await Promise.all(Object.values(sources).map((source) => source.close()));
audit.close();
console.log(JSON.stringify(times));
