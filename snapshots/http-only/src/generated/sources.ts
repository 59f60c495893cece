// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Config } from "../config.js";
import type { Sources } from "../sources/source.js";
import { openSqlite } from "../sources/sqlite.js";

/** Opens every source, read-only. */
export const openSources = (config: Config["sources"]): Sources => ({
  archive: openSqlite({
    name: "archive",
    file: config.archive,
  }),
});
