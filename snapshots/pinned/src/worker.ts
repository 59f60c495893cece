import { jwtOfMajors } from "./auth/jwt-majors.js";
import { identity, limits, scopes } from "./generated/contract.js";
import { majors } from "./generated/majors.js";
import { isolateLimiter } from "./guard/isolate-limiter.js";
import { visibleTools } from "./guard/visible.js";
import { describeMajors, majorOf, serveMajors } from "./majors.js";
import { openWorkerAudit } from "./telemetry/worker-audit.js";
import { createWorkerLog, writeLine } from "./telemetry/worker-log.js";
import type { Fetch } from "./transports/fetch.js";
import { hostedFetch } from "./transports/hosted.js";
import { loadWorkerConfig, type Bindings } from "./worker-config.js";

function start(bindings: Bindings): Fetch {
  const config = loadWorkerConfig(bindings);
  const log = createWorkerLog(config.log);
  const audit = openWorkerAudit(config.audit, log);
  const served = serveMajors(majors, {
    limits,
    log,
    audit,
    sources: {},
    limiter: isolateLimiter(),
    visible: visibleTools,
  });
  const { createServer, guard, tools } = majorOf(served);
  const jwt = { ...config.jwt, scopes, name: identity.title };
  const { auth, also } = jwtOfMajors(jwt, config.http.path, served, log);
  const { name, version, contract } = identity;
  const fetch = hostedFetch({
    createServer,
    guard,
    tools,
    also,
    auth,
    config: config.http,
    log,
  });
  log.info({ event: "ready", name, version, contract, majors: describeMajors(served), limits });
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
