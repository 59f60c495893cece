import { apiKeyAuth, parseApiKeys } from "./auth/api-keys.js";
import { loadConfig } from "./config.js";
import { warnOfEnds } from "./ends.js";
import { identity, limits } from "./generated/contract.js";
import { majors } from "./generated/majors.js";
import { openSources } from "./generated/sources.js";
import { memoryLimiter } from "./guard/limiter.js";
import { countedTools, observerOf } from "./guard/major.js";
import { describeMajors, majorOf, serveMajors } from "./majors.js";
import { onShutdown } from "./shutdown.js";
import { closeSources, sourcesAnswer } from "./sources/source.js";
import { afterAnswers } from "./telemetry/after-answers.js";
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { serveMetrics } from "./telemetry/metrics-server.js";
import { createMetrics } from "./telemetry/metrics.js";
import { startTraceExport } from "./telemetry/trace-export.js";
import { traceObserver } from "./telemetry/tracing.js";
import { serveHttp } from "./transports/http.js";
import { serveStdio } from "./transports/stdio.js";

async function main(): Promise<void> {
  const config = loadConfig(process.env, process.argv.slice(2));
  const log = createLog(config.log);
  const sources = await openSources(config, log);
  const audit = openAudit(config.audit, log);
  const metrics = createMetrics({
    identity,
    tools: majors.flatMap(({ major, tools }) => countedTools(major, tools)),
    audit,
  });
  const traces = config.tracing.exported ? await startTraceExport(identity, log) : undefined;
  const served = serveMajors(majors, {
    limits,
    log,
    audit,
    sources,
    limiter: memoryLimiter(),
    afterAnswers: afterAnswers(),
    observers: ({ major, identity, tools }) => [
      observerOf(major, metrics.observer),
      traceObserver({ identity, tools, api: major }),
    ],
  });
  const { createServer, guard, tools } = majorOf(served, config.api);

  const transport =
    config.transport === "stdio"
      ? serveStdio({ createServer, log })
      : await serveHttp({
          createServer,
          guard,
          tools,
          also: served,
          auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
          config: config.http,
          log,
          ready: () => sourcesAnswer(sources),
        });

  const scraped =
    config.transport === "stdio"
      ? undefined // each client starts a process of its own, which nobody scrapes
      : await serveMetrics(() => metrics.text(transport.load?.()), config.metrics, log);

  const shutdown = onShutdown(
    async () => {
      await transport.drain(); // answers what is in flight, takes nothing new
      await closeSources(sources);
      await traces?.close();
      await scraped?.close();
      audit.close();
    },
    { log, timeoutMs: 25_000 + config.http.limits.delayMs },
  );
  void transport.closed.then(() => shutdown("the client closed the connection"));

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
  warnOfEnds(config.transport === "stdio" ? [majorOf(served, config.api)] : served, log);
}

main().catch((error: unknown) => {
  // For whoever starts the server: the sentence. These are refusals to start, not crashes.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
