// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Sources } from "../sources/source.js";
import { openSqlite } from "../sources/sqlite.js";
import { openIsolatedSqlite } from "../sources/sqlite-isolated.js";

/** Opens every source, read-only; rejects when a credential can do more than read. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  music: openSqlite(
    {
      name: "music",
      file: config.sources.music,
      production: config.production,
    },
    log,
  ),
  "play-counts": await openIsolatedSqlite(
    {
      name: "play-counts",
      file: config.sources.playCounts,
      production: config.production,
      processes: 4,
    },
    log,
  ),
});
