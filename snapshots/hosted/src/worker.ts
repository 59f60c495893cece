import { apiKeyAuth, parseApiKeys } from "./auth/api-keys.js";
import { identity, limits } from "./generated/contract.js";
import { tools } from "./generated/tools.js";
import { openWorkerSources } from "./generated/worker-sources.js";
import { createGuard } from "./guard/guard.js";
import { isolateLimiter } from "./guard/isolate-limiter.js";
import { visibleTools } from "./guard/visible.js";
import { serverFactory } from "./server.js";
import { openWorkerAudit } from "./telemetry/worker-audit.js";
import { createWorkerLog, writeLine } from "./telemetry/worker-log.js";
import type { Fetch } from "./transports/fetch.js";
import { hostedFetch } from "./transports/hosted.js";
import { loadWorkerConfig, type Bindings } from "./worker-config.js";

function start(bindings: Bindings): Fetch {
  const config = loadWorkerConfig(bindings);
  const log = createWorkerLog(config.log);
  const audit = openWorkerAudit(config.audit, log);
  const sources = openWorkerSources(config, log);
  const guard = createGuard({
    tools,
    limits,
    log,
    audit,
    sources,
    limiter: isolateLimiter(),
    contract: identity.contract,
  });
  const { name, version, contract } = identity;
  const fetch = hostedFetch({
    createServer: serverFactory({ identity, tools, guard, visible: visibleTools(tools) }),
    guard,
    tools,
    auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
    config: config.http,
    log,
  });
  log.info({ event: "ready", name, version, contract, limits });
  return fetch;
}

let fetch: Fetch | undefined;

/** The entry of Cloudflare Workers. It starts with the first request: before it, a Worker has no randomness. */
export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    try {
      fetch ??= start(bindings);
    } catch (error) {
      // For whoever deploys the server: the sentence. Callers learn no more than that it does not run.
      writeLine(error instanceof Error ? error.message : String(error));
      return Response.json({ error: "The server is not set up." }, { status: 503 });
    }
    return fetch(request, request.headers.get("cf-connecting-ip") ?? undefined);
  },
};
