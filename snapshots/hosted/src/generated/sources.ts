// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Sources } from "../sources/source.js";
import { openUpstream } from "../sources/upstream.js";
import { openEgress } from "../sources/upstream-egress.js";
import { identity } from "./contract.js";

/** Opens every source. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  crm: openUpstream(config.sources.crm, {
    log,
    agent: identity.name,
    openEgress,
  }),
  registry: openUpstream(config.sources.registry, {
    log,
    agent: identity.name,
    openEgress,
  }),
  "crm-desk": openUpstream(config.sources.crmDesk, {
    log,
    agent: identity.name,
    openEgress,
  }),
});
