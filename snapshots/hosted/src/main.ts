import { apiKeyAuth, parseApiKeys } from "./auth/api-keys.js";
import { loadConfig } from "./config.js";
import { identity, limits } from "./generated/contract.js";
import { openSources } from "./generated/sources.js";
import { tools } from "./generated/tools.js";
import { createGuard } from "./guard/guard.js";
import { memoryLimiter } from "./guard/limiter.js";
import { visibleTools } from "./guard/visible.js";
import { serverFactory } from "./server.js";
import { warnOfProxies } from "./proxies.js";
import { onShutdown } from "./shutdown.js";
import { closeSources, sourcesAnswer } from "./sources/source.js";
import { afterAnswers } from "./telemetry/after-answers.js";
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { serveHttp } from "./transports/http.js";

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.log);
  warnOfProxies(process.env, { apis: true }, log);
  const sources = await openSources(config, log);
  const audit = openAudit(config.audit, log);
  const guard = createGuard({
    tools,
    limits,
    log,
    audit,
    sources,
    limiter: memoryLimiter(),
    contract: identity.contract,
    afterAnswers: afterAnswers(),
  });
  const createServer = serverFactory({ identity, tools, guard, visible: visibleTools(tools) });

  const transport = await serveHttp({
    createServer,
    guard,
    tools,
    auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
    config: config.http,
    log,
    ready: () => sourcesAnswer(sources),
  });

  onShutdown(
    async () => {
      await transport.drain(); // answers what is in flight, takes nothing new
      await closeSources(sources);
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
