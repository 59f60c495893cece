import { apiKeyAuth, parseApiKeys } from "./auth/api-keys.js";
import { loadConfig } from "./config.js";
import { identity, limits } from "./generated/contract.js";
import { openSources } from "./generated/sources.js";
import { tools } from "./generated/tools.js";
import { createGuard } from "./guard/guard.js";
import { openRedisLimiter } from "./guard/redis-limiter.js";
import { serverFactory } from "./server.js";
import { warnOfProxies } from "./proxies.js";
import { onShutdown } from "./shutdown.js";
import { closeSources, sourcesAnswer } from "./sources/source.js";
import { afterAnswers } from "./telemetry/after-answers.js";
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { databaseMetrics } from "./telemetry/database-metrics.js";
import { serveMetrics } from "./telemetry/metrics-server.js";
import { createMetrics } from "./telemetry/metrics.js";
import { upstreamMetrics } from "./telemetry/upstream-metrics.js";
import { serveHttp } from "./transports/http.js";

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.log);
  warnOfProxies(process.env, { apis: true }, log);
  const sources = await openSources(config, log);
  const audit = openAudit(config.audit, log);
  const limiter = await openRedisLimiter({ ...config.limitStore, name: identity.name }, log);
  const metrics = createMetrics({
    identity,
    tools,
    audit,
    limitStoreUp: limiter.isUp,
    others: [...databaseMetrics(sources), ...upstreamMetrics(sources)],
  });
  const guard = createGuard({
    tools,
    limits,
    log,
    audit,
    sources,
    limiter,
    contract: identity.contract,
    afterAnswers: afterAnswers(),
    observers: [metrics.observer],
  });
  // A statement that could never run is found here, and not by the first caller.
  await Promise.all(Object.values(sources).map((source) => source.check()));
  const createServer = serverFactory({ identity, tools, guard });

  const transport = await serveHttp({
    createServer,
    guard,
    tools,
    auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
    config: config.http,
    log,
    ready: () => limiter.ready() && sourcesAnswer(sources),
  });

  const scraped = await serveMetrics(() => metrics.text(transport.load?.()), config.metrics, log);

  onShutdown(
    async () => {
      await transport.drain(); // answers what is in flight, takes nothing new
      await closeSources(sources);
      await limiter.close();
      await scraped.close();
      audit.close();
    },
    { log, timeoutMs: 25_000 + config.http.limits.delayMs },
  );

  const { name, version, contract } = identity;
  log.info({ event: "ready", name, version, contract, address: transport.address, limits });
}

main().catch((error: unknown) => {
  // For whoever starts the server: the sentence. These are refusals to start, not crashes.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
