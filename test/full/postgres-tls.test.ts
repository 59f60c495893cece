/** PostgreSQL over TLS, with an authority of its own: who is believed, and whether a query can be ended through it. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseSource } from "../../templates/databases/src/sources/database.js";
import { openPostgres } from "../../templates/postgres/src/sources/postgres.js";
import { hasOpenssl, makeCertificate } from "../support/certificate.js";
import { hasPostgres, startPostgres, whySkipped, type PostgresServer } from "../support/postgres-server.js";

const log = pino({ level: "silent" });

describe.skipIf(!hasPostgres || !hasOpenssl)(`PostgreSQL over TLS${whySkipped}`, () => {
  let server: PostgresServer;
  let folder: string;
  let authority: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-tls-"));
    chmodSync(folder, 0o755);
    const { cert, key } = makeCertificate(folder);
    authority = cert;
    if (process.getuid?.() === 0) spawnSync("chown", ["postgres", key, cert]);
    chmodSync(key, 0o600);
    server = await startPostgres(["ssl=on", `ssl_cert_file=${cert}`, `ssl_key_file=${key}`]);
    await server.run("CREATE DATABASE app");
    await server.run(
      `CREATE ROLE reader LOGIN; CREATE TABLE users (id int); GRANT SELECT (id) ON users TO reader;
       REVOKE TEMPORARY, CREATE ON DATABASE app FROM PUBLIC; REVOKE CREATE ON SCHEMA public FROM PUBLIC;
       DO $$ DECLARE f text; BEGIN FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE proname IN ('lo_creat',
         'lo_create', 'lo_export', 'lo_from_bytea', 'lo_import', 'lo_put', 'lo_truncate', 'lo_truncate64', 'lo_unlink',
         'lowrite', 'pg_logical_emit_message') LOOP EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || f || ' FROM PUBLIC';
       END LOOP; END $$`,
      "postgres",
      "app",
    );
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  const open = (query: string, host = "127.0.0.1"): Promise<DatabaseSource> =>
    openPostgres(
      {
        name: "main",
        url: server.url("reader", "app").replace("127.0.0.1", host) + query,
        application: "people-mcp",
        schemas: ["public"],
        connections: 2,
        timeoutMs: 20_000,
        allowed: [],
      },
      log,
    );
  const bounds = (signal = new AbortController().signal) => ({
    rows: 10,
    bytes: 10_000,
    signal,
    deadline: Infinity,
  });

  test("is believed with the certificate of its authority", async () => {
    const source = await open(`?sslmode=verify-full&sslrootcert=${encodeURIComponent(authority)}`);
    const { rows } = await source.query(
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
      {},
      bounds(),
    );
    expect(rows).toEqual([{ ssl: true }]);
    await source.close();
  });

  test("ends a query through it", async () => {
    const source = await open(`?sslmode=verify-full&sslrootcert=${encodeURIComponent(authority)}`);
    await expect(source.query("SELECT pg_sleep(9)", {}, bounds(AbortSignal.timeout(300)))).rejects.toThrow();
    const running =
      "SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'";
    await expect.poll(async () => (await server.run(running))[0]?.["n"], { timeout: 2_000 }).toBe("0");
    await source.close();
  });

  test.each([
    ["an authority that nobody knows", "?sslmode=verify-full", "127.0.0.1", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["another name than it is called by", "", "localhost", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("is not believed with %s", async (_, query, host, why) => {
    const own = query || `?sslmode=verify-full&sslrootcert=${encodeURIComponent(authority)}`;
    await expect(open(own, host)).rejects.toThrow(`cannot be reached (${why})`);
  });
});
