import { apiKeyAuth, parseApiKeys } from "./auth/api-keys.js";
import { loadConfig } from "./config.js";
import { warnOfEnds } from "./ends.js";
import { identity, limits } from "./generated/contract.js";
import { majors } from "./generated/majors.js";
import { openSources } from "./generated/sources.js";
import { memoryLimiter } from "./guard/limiter.js";
import { describeMajors, majorOf, serveMajors } from "./majors.js";
import { openAudit } from "./telemetry/audit.js";
import { createLog } from "./telemetry/log.js";
import { hostedFetch } from "./transports/hosted.js";
import { lambdaHandler, type LambdaHandler } from "./transports/lambda.js";

async function start(): Promise<LambdaHandler> {
  // The disk is read-only and goes with the container, and who calls comes from everywhere.
  const variables = { AUDIT_FILE: "-", ...process.env, NODE_ENV: "production" };
  const config = loadConfig(variables, ["--http"]);
  const log = createLog(config.log);
  const audit = openAudit(config.audit, log);
  // Here a database can be written by nobody, whoever owns its file: Lambda's copy of it is read-only.
  const sources = await openSources({ ...config, production: false }, log);
  const served = serveMajors(majors, {
    limits,
    log,
    audit,
    sources,
    limiter: memoryLimiter(),
  });
  const { createServer, guard, tools } = majorOf(served);
  const fetch = hostedFetch({
    createServer,
    guard,
    tools,
    also: served,
    auth: apiKeyAuth(parseApiKeys(config.apiKeys)),
    config: config.http,
    log,
  });
  const { name, version, contract } = identity;
  log.info({ event: "ready", name, version, contract, majors: describeMajors(served), limits });
  warnOfEnds(served, log);
  return lambdaHandler(fetch);
}

/** The entry of AWS Lambda. What it opens, it opens once for each container, before the first event. */
export const handler = await start();
