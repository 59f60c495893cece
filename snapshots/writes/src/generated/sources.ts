// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Logger } from "pino";
import type { Config } from "../config.js";
import { openWritableMysql } from "../sources/mysql-write.js";
import { openPostgres } from "../sources/postgres.js";
import { openWritablePostgres } from "../sources/postgres-write.js";
import type { Sources } from "../sources/source.js";
import { identity, limits } from "./contract.js";

/** Opens every source; rejects when a credential can do more than it should. */
export const openSources = async (config: Config, log: Logger): Promise<Sources> => ({
  main: await openPostgres(
    {
      name: "main",
      url: config.sources.main,
      application: identity.name,
      schemas: ["public"],
      connections: 8,
      timeoutMs: limits.timeoutMs,
      allowed: [],
    },
    log,
  ),
  "order-desk": await openWritablePostgres(
    {
      name: "order-desk",
      url: config.sources.orderDesk,
      application: identity.name,
      schemas: ["public", "sales"],
      connections: 8,
      timeoutMs: limits.timeoutMs,
      allowed: [],
      writes: [
        {
          schema: "public",
          table: "orders",
          insert: ["customer_id", "total"],
          update: ["status"],
          delete: false,
        },
        {
          schema: "sales",
          table: "order_line",
          insert: ["order_id", "Product", "count"],
          update: [],
          delete: true,
        },
      ],
    },
    log,
  ),
  journal: await openWritablePostgres(
    {
      name: "journal",
      url: config.sources.journal,
      application: identity.name,
      schemas: ["public"],
      connections: 8,
      timeoutMs: limits.timeoutMs,
      allowed: [],
      writes: [
        {
          schema: "public",
          table: "notes",
          insert: ["order_id", "text"],
          update: [],
          delete: false,
        },
      ],
    },
    log,
  ),
  shop: await openWritableMysql(
    {
      name: "shop",
      url: config.sources.shop,
      application: identity.name,
      connections: 8,
      timeoutMs: limits.timeoutMs,
      rows: limits.rows,
      allowed: [],
      writes: [
        { table: "stock", insert: [], update: ["count"], delete: false },
        {
          schema: "sales",
          table: "reservations",
          insert: ["product", "order_id"],
          update: [],
          delete: true,
        },
      ],
    },
    log,
  ),
});
