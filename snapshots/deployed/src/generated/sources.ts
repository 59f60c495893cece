// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import { openPostgresOrEmbedded } from "../sources/postgres-or-embedded.js";
import type { Sources } from "../sources/source.js";
import { openSqlite } from "../sources/sqlite.js";
import { openUpstream } from "../sources/upstream.js";
import { openEgress } from "../sources/upstream-egress.js";
import { identity, limits } from "./contract.js";

/** Opens every source; rejects when the credential of a database can do more than read. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  main: await openPostgresOrEmbedded(
    {
      name: "main",
      url: config.sources.main,
      application: identity.name,
      schemas: [],
      connections: 10,
      timeoutMs: limits.timeoutMs,
      allowed: [],
    },
    {
      name: "main",
      role: "order_desk_mcp",
      scripts: ["db/orders.sql", "db/orders-seed.sql", "db/main/roles.sql"],
    },
    log,
  ),
  prices: openSqlite(
    {
      name: "prices",
      file: config.sources.prices,
      production: config.production,
    },
    log,
  ),
  parcels: openUpstream(config.sources.parcels, {
    log,
    agent: identity.name,
    openEgress,
  }),
});
