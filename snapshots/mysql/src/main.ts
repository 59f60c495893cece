import { apiKeyAuth, parseApiKeys } from "./auth/api-keys.js";
import { loadConfig } from "./config.js";
import { identity, limits } from "./generated/contract.js";
import { openSources } from "./generated/sources.js";
import { tools } from "./generated/tools.js";
import { createGuard } from "./guard/guard.js";
import { memoryLimiter } from "./guard/limiter.js";
import { serverFactory } from "./server.js";
import { onShutdown } from "./shutdown.js";
import { closeSources, sourcesAnswer } from "./sources/source.js";
import { afterAnswers } from "./telemetry/after-answers.js";
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { serveHttp } from "./transports/http.js";
import { serveStdio } from "./transports/stdio.js";

async function main(): Promise<void> {
  const config = loadConfig(process.env, process.argv.slice(2));
  const log = createLog(config.log);
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
  // A statement that could never run is found here, and not by the first caller.
  await Promise.all(Object.values(sources).map((source) => source.check()));
  const createServer = serverFactory({ identity, tools, guard });

  const transport =
    config.transport === "stdio"
      ? serveStdio({ createServer, log })
      : await serveHttp({
          createServer,
          guard,
          tools,
          auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
          config: config.http,
          log,
          ready: () => sourcesAnswer(sources),
        });

  const shutdown = onShutdown(
    async () => {
      await transport.drain(); // answers what is in flight, takes nothing new
      await closeSources(sources);
      audit.close();
    },
    { log, timeoutMs: 25_000 + config.http.limits.delayMs },
  );
  void transport.closed.then(() => shutdown("the client closed the connection"));

  const { name, version, contract } = identity;
  log.info({ event: "ready", name, version, contract, address: transport.address, limits });
}

main().catch((error: unknown) => {
  // For whoever starts the server: the sentence. These are refusals to start, not crashes.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
