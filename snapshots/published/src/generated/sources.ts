// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Sources } from "../sources/source.js";
import { openSqlite } from "../sources/sqlite.js";
import { openUpstream } from "../sources/upstream.js";
import { openEgress } from "../sources/upstream-egress.js";
import { identity } from "./contract.js";

/** Opens every source; rejects when the credential of a database can do more than read. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  shop: openSqlite(
    {
      name: "shop",
      file: config.sources.shop,
      production: config.production,
    },
    log,
  ),
  stock: openSqlite(
    {
      name: "stock",
      file: config.sources.stock,
      production: config.production,
    },
    log,
  ),
  prices: openUpstream(config.sources.prices, {
    log,
    agent: identity.name,
    openEgress,
  }),
});
