// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import { openPostgres } from "../sources/postgres.js";
import { openPostgresOrEmbedded } from "../sources/postgres-or-embedded.js";
import type { Sources } from "../sources/source.js";
import { identity, limits } from "./contract.js";

/** Opens every source, read-only; rejects when a credential can do more than read. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  main: await openPostgresOrEmbedded(
    {
      name: "main",
      url: config.sources.main,
      application: identity.name,
      schemas: ["public", "sales"],
      connections: 8,
      timeoutMs: limits.timeoutMs,
      allowed: [],
    },
    {
      name: "main",
      role: "sales_mcp",
      scripts: ["db/schema.sql", "db/main/roles.sql"],
    },
    log,
  ),
  hosted_archive: await openPostgres(
    {
      name: "hosted_archive",
      url: config.sources.hostedArchive,
      application: identity.name,
      schemas: ["archive"],
      connections: 8,
      timeoutMs: limits.timeoutMs,
      allowed: ["builtin_function:lo_creat(integer)", "builtin_function:lo_create(oid)"],
    },
    log,
  ),
});
