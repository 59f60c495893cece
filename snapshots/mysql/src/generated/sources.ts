// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import { openMysql } from "../sources/mysql.js";
import type { Sources } from "../sources/source.js";
import { identity, limits } from "./contract.js";

/** Opens every source, read-only; rejects when a credential can do more than read. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  main: await openMysql(
    {
      name: "main",
      url: config.sources.main,
      application: identity.name,
      connections: 8,
      timeoutMs: limits.timeoutMs,
      rows: limits.rows,
      allowed: [],
    },
    log,
  ),
  reporting: await openMysql(
    {
      name: "reporting",
      url: config.sources.reporting,
      application: identity.name,
      connections: 8,
      timeoutMs: limits.timeoutMs,
      rows: limits.rows,
      allowed: ["view:reporting.revenue_by_month"],
    },
    log,
  ),
});
