import { jwtOfMajors } from "./auth/jwt-majors.js";
import { loadConfig } from "./config.js";
import { identity, limits, scopes } from "./generated/contract.js";
import { majors } from "./generated/majors.js";
import { memoryLimiter } from "./guard/limiter.js";
import { visibleTools } from "./guard/visible.js";
import { describeMajors, majorOf, serveMajors } from "./majors.js";
import { warnOfProxies } from "./proxies.js";
import { onShutdown } from "./shutdown.js";
import { afterAnswers } from "./telemetry/after-answers.js";
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { serveHttp } from "./transports/http.js";

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.log);
  warnOfProxies(process.env, { issuer: true }, log);
  const audit = openAudit(config.audit, log);
  const served = serveMajors(majors, {
    limits,
    log,
    audit,
    sources: {},
    limiter: memoryLimiter(),
    afterAnswers: afterAnswers(),
    visible: visibleTools,
  });
  const { createServer, guard, tools } = majorOf(served);
  const jwt = { ...config.jwt, scopes, name: identity.title };
  const { auth, also } = jwtOfMajors(jwt, config.http.path, served, log);

  const transport = await serveHttp({
    createServer,
    guard,
    tools,
    also,
    auth,
    config: config.http,
    log,
    ready: () => true,
  });

  onShutdown(
    async () => {
      await transport.drain(); // answers what is in flight, takes nothing new
      audit.close();
    },
    { log, timeoutMs: 25_000 + config.http.limits.delayMs },
  );

  const { name, version, contract } = identity;
  log.info({
    event: "ready",
    name,
    version,
    contract,
    address: transport.address,
    majors: describeMajors(served),
    limits,
  });
}

main().catch((error: unknown) => {
  // For whoever starts the server: the sentence. These are refusals to start, not crashes.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
