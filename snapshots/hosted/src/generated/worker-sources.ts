// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Sources } from "../sources/source.js";
import { openUpstream } from "../sources/upstream.js";
import { openWorkerEgress } from "../sources/worker-egress.js";
import type { WorkerConfig } from "../worker-config.js";
import { identity } from "./contract.js";

/** The sources of `sources.ts`, by the way out that a Worker has. */
export const openWorkerSources = (config: WorkerConfig, log: Logger): Sources => ({
  crm: openUpstream(config.sources.crm, {
    log,
    agent: identity.name,
    openEgress: openWorkerEgress,
  }),
  registry: openUpstream(config.sources.registry, {
    log,
    agent: identity.name,
    openEgress: openWorkerEgress,
  }),
  "crm-desk": openUpstream(config.sources.crmDesk, {
    log,
    agent: identity.name,
    openEgress: openWorkerEgress,
  }),
});
