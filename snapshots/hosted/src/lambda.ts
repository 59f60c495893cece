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
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { hostedFetch } from "./transports/hosted.js";
import { lambdaHandler, type LambdaHandler } from "./transports/lambda.js";

async function start(): Promise<LambdaHandler> {
  // The disk is read-only and goes with the container, and who calls comes from everywhere.
  const variables = { AUDIT_FILE: "-", ...process.env, NODE_ENV: "production" };
  const config = loadConfig(variables);
  const log = createLog(config.log);
  warnOfProxies(variables, { apis: true }, log);
  const audit = openAudit(config.audit, log);
  const sources = await openSources(config, log);
  const guard = createGuard({
    tools,
    limits,
    log,
    audit,
    sources,
    limiter: memoryLimiter(),
    contract: identity.contract,
  });
  const fetch = hostedFetch({
    createServer: serverFactory({ identity, tools, guard, visible: visibleTools(tools) }),
    guard,
    tools,
    auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
    config: config.http,
    log,
  });
  const { name, version, contract } = identity;
  log.info({ event: "ready", name, version, contract, limits });
  return lambdaHandler(fetch);
}

/** The entry of AWS Lambda. What it opens, it opens once for each container, before the first event. */
export const handler = await start();
