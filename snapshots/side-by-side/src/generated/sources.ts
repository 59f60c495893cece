// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Sources } from "../sources/source.js";
import { openSqlite } from "../sources/sqlite.js";

/** Opens every source, read-only; rejects when a credential can do more than read. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  shelves: openSqlite(
    {
      name: "shelves",
      file: config.sources.shelves,
      production: config.production,
    },
    log,
  ),
});
