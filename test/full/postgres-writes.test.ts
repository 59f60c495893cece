/**
 * Handlers that write to PostgreSQL: the role that the generated SQL makes, the check that lets it do exactly what the
 * spec lists, and transactions that happen as a whole or not at all.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import { standingOf } from "../../templates/postgres/src/sources/postgres-credential.js";
import {
  openWritablePostgres,
  type WritablePostgresSettings,
} from "../../templates/postgresWrite/src/sources/postgres-write.js";
import {
  declaredRights,
  type TableWrites,
} from "../../templates/postgresWrite/src/sources/postgres-write-rights.js";
import { CredentialError, type Standing } from "../../templates/remote/src/sources/credential.js";
import type { RunStatement, WritableSource } from "../../templates/writable/src/sources/writable.js";
import {
  hasPostgres,
  psql,
  startPostgres,
  whySkipped,
  type PostgresServer,
} from "../support/postgres-server.js";
import { bounds } from "./remote-source.js";
import { testTransactions } from "./writable-source.js";

const spec = `spec: 1
server: { name: orders-mcp, version: 1.0.0, description: Orders. }
sources:
  desk:
    kind: postgres
    access: write
    url: \${DESK_URL}
    role: orders_desk
    reads:
      orders: [id, status]
    writes:
      orders: { insert: [customer, total], update: [status] }
      sales."Line": { insert: [order_id, product], delete: true }
tools:
  place_order:
    description: Place an order.
    source: desk
    params: { customer: { type: integer } }
    handler: true
    writes: true
`.replace('sales."Line"', "sales.Line");

const schema = `
  CREATE TABLE customers (id int PRIMARY KEY, password text);
  INSERT INTO customers VALUES (1, 'hunter2'), (2, 'x');
  CREATE TABLE orders (
    id serial PRIMARY KEY, customer int NOT NULL REFERENCES customers, total numeric CHECK (total > 0),
    status text DEFAULT 'new', note text, code text UNIQUE DEFERRABLE INITIALLY DEFERRED);
  CREATE SCHEMA sales;
  CREATE TABLE sales."Line" (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id int REFERENCES orders, product text);`;

const writes: readonly TableWrites[] = [
  { schema: "public", table: "orders", insert: ["customer", "total"], update: ["status"], delete: false },
  { schema: "sales", table: "Line", insert: ["order_id", "product"], update: [], delete: true },
];

const log = pino({ level: "silent" });

describe.skipIf(!hasPostgres)(`writing to PostgreSQL${whySkipped}`, () => {
  let server: PostgresServer;
  let version: number;
  let folder: string;
  let sql: ReadonlyMap<string, string>;
  const apply = async (name: string, database = "app", role = "postgres") => {
    const file = join(folder, name);
    await writeFile(file, sql.get(`db/desk/${name}`) ?? "");
    return psql(server.url(role, database), ["-f", file]);
  };

  beforeAll(async () => {
    server = await startPostgres();
    version = await server.version();
    folder = await mkdtemp(join(tmpdir(), "create-mcp-prod-writes-"));
    const loaded = await loadSpec("mcp.yaml", async () => new TextEncoder().encode(spec));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    sql = new Map((await render(loaded.value.model)).map(({ path, text }) => [path, text]));
    await server.run("CREATE DATABASE app");
    await server.run(schema, "postgres", "app");
    const { status, stderr } = await apply("roles.sql");
    expect(status, stderr).toBe(0);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const settings = (database = "app", listed = writes): WritablePostgresSettings => ({
    name: "desk",
    url: server.url("orders_desk", database),
    application: "orders-mcp",
    schemas: ["public", "sales"],
    connections: 3,
    timeoutMs: 20_000,
    allowed: [],
    writes: listed,
  });
  const standing = async (database: string, listed = writes): Promise<Standing> => {
    const client = new Client({ connectionString: server.url("orders_desk", database) });
    await client.connect();
    try {
      return await standingOf(client, declaredRights(listed));
    } finally {
      await client.end();
    }
  };

  describe("the generated SQL", () => {
    test("makes a role with which the check is content, and may be run again", async () => {
      expect((await apply("roles.sql")).status).toBe(0);
      expect(await standing("app")).toMatchObject({ findings: [], lacks: [] });
    });

    test("takes away what is no longer declared", async () => {
      await server.run("GRANT DELETE, UPDATE (note) ON orders TO orders_desk", "postgres", "app");
      await apply("roles.sql");
      expect((await standing("app")).findings).toEqual([]);
    });

    test("verify.sql passes with the role's own rights, and names a right that is missing", async () => {
      expect((await apply("verify.sql", "app", "orders_desk")).stderr).toBe("");
      await server.run(`REVOKE UPDATE (status) ON orders FROM orders_desk`, "postgres", "app");
      const failed = await apply("verify.sql", "app", "orders_desk");
      await apply("roles.sql");
      expect(failed.stderr).toContain("role orders_desk has no UPDATE on public.orders.status");
    });

    test.each([
      "DELETE FROM orders WHERE id = 1",
      "UPDATE orders SET total = 0",
      "UPDATE orders SET note = 'x' WHERE status = 'new'",
      "INSERT INTO orders (customer, total, note) VALUES (1, 1, 'x')",
      "INSERT INTO orders (id, customer, total) VALUES (7, 1, 1)",
      "TRUNCATE orders",
      `TRUNCATE sales."Line"`,
      `UPDATE sales."Line" SET product = 'x'`,
      "SELECT total FROM orders",
      "SELECT password FROM customers",
      "UPDATE customers SET password = ''",
      "SELECT setval('orders_id_seq', 1)",
      "ALTER TABLE orders DISABLE TRIGGER ALL",
      "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
      "DROP TABLE orders",
      "CREATE TABLE intruder (x int)",
      "CREATE TEMPORARY TABLE intruder (x int)",
      "COPY orders TO PROGRAM 'true'",
      "SET ROLE postgres",
      "SELECT lo_create(0)",
      "GRANT INSERT ON orders TO PUBLIC",
    ])("makes a role that cannot: %s", async (attack) => {
      const before = await server.run("SELECT * FROM orders", "postgres", "app");
      await expect(
        server.run(`BEGIN READ WRITE; ${attack}; COMMIT`, "orders_desk", "app"),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^[0-9A-Z]{5}$/) as string });
      expect(await server.run("SELECT * FROM orders", "postgres", "app")).toEqual(before);
      expect((await standing("app")).findings).toEqual([]);
    });
  });

  describe("the check", () => {
    let count = 0;
    /** A database of its own in which something is different. */
    const changed = async (statements: string, use: (database: string) => Promise<void>): Promise<void> => {
      const database = `case_${(count += 1)}`;
      await server.run(`CREATE DATABASE ${database} TEMPLATE app`);
      try {
        await server.run("REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC");
        await server.run(statements, "postgres", database);
        await use(database);
      } finally {
        await server.run(`DROP DATABASE ${database} WITH (FORCE)`);
        await server.run(
          "ALTER ROLE orders_desk NOSUPERUSER NOCREATEDB NOBYPASSRLS; REVOKE pg_write_all_data FROM orders_desk",
        );
      }
    };

    test.each([
      ["column:public.orders.note:UPDATE (note)", "GRANT UPDATE (note) ON orders TO orders_desk"],
      ["table:public.orders:UPDATE", "GRANT UPDATE ON orders TO orders_desk"],
      ["table:public.orders:INSERT", "GRANT INSERT ON orders TO orders_desk"],
      ["table:public.orders:DELETE", "GRANT DELETE ON orders TO orders_desk"],
      ["table:public.orders:TRUNCATE", "GRANT TRUNCATE ON orders TO orders_desk"],
      ["table:public.orders:TRIGGER", "GRANT TRIGGER ON orders TO orders_desk"],
      [
        "column:public.orders.status:UPDATE (status) WITH GRANT OPTION",
        "GRANT UPDATE (status) ON orders TO orders_desk WITH GRANT OPTION",
      ],
      ["table:public.customers:INSERT", "GRANT INSERT ON customers TO orders_desk"],
      ["table:public.customers:INSERT", "GRANT INSERT ON customers TO PUBLIC"],
      ["table:public.orders_id_seq:UPDATE", "GRANT UPDATE ON SEQUENCE orders_id_seq TO orders_desk"],
      ["table:public.other:USAGE", "CREATE SEQUENCE other; GRANT USAGE ON SEQUENCE other TO orders_desk"],
      ["schema:public:CREATE", "GRANT CREATE ON SCHEMA public TO orders_desk"],
      ['owner:table sales."Line"', `ALTER TABLE sales."Line" OWNER TO orders_desk`],
      ["role:orders_desk:CREATEDB", "ALTER ROLE orders_desk CREATEDB"],
      ["role:orders_desk:SUPERUSER", "ALTER ROLE orders_desk SUPERUSER"],
      ["member:pg_write_all_data", "GRANT pg_write_all_data TO orders_desk"],
      [
        "function:public.wipe()",
        "CREATE FUNCTION wipe() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM customers'",
      ],
      [
        "trigger:public.orders.audit",
        `CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
           $$BEGIN DELETE FROM public.customers WHERE id = 2; RETURN NEW; END$$;
         CREATE TRIGGER audit AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION audit()`,
        "INSERT INTO orders (customer, total) VALUES (1, 1)",
      ],
      [
        "rule:public.orders.log",
        "CREATE RULE log AS ON UPDATE TO orders DO ALSO DELETE FROM customers WHERE id = 2",
        "UPDATE orders SET status = 'x'",
      ],
      [
        "cascade:public.parcels.parcels_line_fkey",
        `CREATE TABLE parcels (id int, line int REFERENCES sales."Line" ON DELETE CASCADE)`,
        `DELETE FROM sales."Line"`,
      ],
      [
        "cascade:public.parcels.parcels_line_fkey",
        `CREATE TABLE parcels (id int, line int REFERENCES sales."Line" ON DELETE SET NULL)`,
        `DELETE FROM sales."Line"`,
      ],
      [
        "cascade:public.states.states_status_fkey",
        `ALTER TABLE orders ADD UNIQUE (status);
         CREATE TABLE states (status text REFERENCES orders (status) ON UPDATE CASCADE)`,
        "UPDATE orders SET status = 'x'",
      ],
    ])("refuses %s", async (id, statements, exploit?: string) => {
      await changed(statements, async (database) => {
        const { findings } = await standing(database);
        const found = findings.find((finding) => finding.id === id);
        expect(found, JSON.stringify(findings)).toBeDefined();
        expect(found?.remedy).toMatch(/^(REVOKE|ALTER) .*;$/);
        const opening = openWritablePostgres(settings(database), log);
        await expect(opening).rejects.toThrow(
          /^The credential of source "desk" \(role orders_desk\) can do more than change what the spec lists/,
        );
        await expect(opening).rejects.toBeInstanceOf(CredentialError);
        if (exploit === undefined) return;
        const allowed = await openWritablePostgres({ ...settings(database), allowed: [id] }, log);
        await allowed.transaction((run) => run(exploit, {}), bounds()); // it is no false alarm
        await allowed.close();
      });
    });

    const parcels = `CREATE TABLE parcels (id int PRIMARY KEY, line int REFERENCES sales."Line" ON DELETE CASCADE);
      INSERT INTO sales."Line" (product) VALUES ('a'); INSERT INTO parcels VALUES (1, 1);`;
    const labels = `CREATE TABLE labels (id int PRIMARY KEY, parcel int REFERENCES parcels ON DELETE CASCADE);
      INSERT INTO labels VALUES (1, 1);`;
    const noted = `CREATE TABLE log (said text);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN INSERT INTO log VALUES (current_user); RETURN COALESCE(NEW, OLD); END$$;`;
    const anyLine = `DELETE FROM sales."Line"`;
    const part: TableWrites = { schema: "public", table: "p1", insert: [], update: [], delete: true };

    /** What is found; SQL; a statement that the role may run, and what it then has changed. */
    const inTurn: readonly {
      readonly name: string;
      readonly ids: readonly string[];
      readonly sql: string;
      readonly exploit: string;
      readonly changes: string;
      readonly listed?: readonly TableWrites[];
    }[] = [
      {
        name: "rows that foreign keys delete two and three tables away",
        ids: [
          "cascade:public.labels.labels_parcel_fkey",
          "cascade:public.parcels.parcels_line_fkey",
          "cascade:public.stamps.stamps_label_fkey",
        ],
        sql: `${parcels} ${labels}
          CREATE TABLE stamps (label int REFERENCES labels ON DELETE SET NULL); INSERT INTO stamps VALUES (1);`,
        exploit: anyLine,
        changes: "SELECT FROM stamps WHERE label IS NULL",
      },
      {
        name: "a key that is made NULL, and in turn changes who refers to it",
        ids: ["cascade:public.labels.labels_line_fkey", "cascade:public.parcels.parcels_line_fkey"],
        sql: `INSERT INTO sales."Line" (product) VALUES ('a');
          CREATE TABLE parcels (line int UNIQUE REFERENCES sales."Line" ON DELETE SET NULL);
          CREATE TABLE labels (line int REFERENCES parcels (line) ON UPDATE CASCADE);
          INSERT INTO parcels VALUES (1); INSERT INTO labels VALUES (1);`,
        exploit: anyLine,
        changes: "SELECT FROM labels WHERE line IS NULL",
      },
      {
        name: "a key that changes through two tables",
        ids: ["cascade:public.states.states_status_fkey", "cascade:public.words.words_status_fkey"],
        sql: `ALTER TABLE orders ADD UNIQUE (status); INSERT INTO orders (customer, total) VALUES (1, 1);
          CREATE TABLE states (status text PRIMARY KEY REFERENCES orders (status) ON UPDATE CASCADE);
          CREATE TABLE words (status text REFERENCES states ON UPDATE SET NULL);
          INSERT INTO states VALUES ('new'); INSERT INTO words VALUES ('new');`,
        exploit: "UPDATE orders SET status = 'x'",
        changes: "SELECT FROM words WHERE status IS NULL",
      },
      {
        name: "a key that the database computes",
        ids: ["cascade:public.words.words_shout_fkey"],
        sql: `ALTER TABLE orders ADD shout text GENERATED ALWAYS AS (upper(status)) STORED UNIQUE;
          INSERT INTO orders (customer, total) VALUES (1, 1);
          CREATE TABLE words (shout text REFERENCES orders (shout) ON UPDATE CASCADE); INSERT INTO words VALUES ('NEW');`,
        exploit: "UPDATE orders SET status = 'x'",
        changes: "SELECT FROM words WHERE shout = 'X'",
      },
      {
        name: "foreign keys in a circle",
        ids: [
          "cascade:public.labels.labels_parcel_fkey",
          "cascade:public.parcels.of_label",
          "cascade:public.parcels.of_parcel",
          "cascade:public.parcels.parcels_line_fkey",
        ],
        sql: `${parcels} ${labels}
          ALTER TABLE parcels ADD label int CONSTRAINT of_label REFERENCES labels ON DELETE CASCADE,
            ADD parcel int CONSTRAINT of_parcel REFERENCES parcels ON DELETE CASCADE;
          UPDATE parcels SET label = 1, parcel = 1;`,
        exploit: anyLine,
        changes: "SELECT WHERE NOT EXISTS (SELECT FROM labels)",
      },
      {
        name: "a trigger that a foreign key runs with the rights of the owner",
        ids: ["cascade:public.parcels.parcels_line_fkey", "trigger:public.parcels.note"],
        sql: `${parcels} ${noted}
          CREATE TRIGGER note BEFORE DELETE ON parcels FOR EACH ROW EXECUTE FUNCTION note();`,
        exploit: anyLine,
        changes: "SELECT FROM log WHERE said = 'postgres'",
      },
      {
        name: "such a trigger of a table in which the role may do that itself",
        ids: ["trigger:public.p1.note"],
        listed: [...writes, part],
        sql: `${noted} CREATE TABLE p1 (line int REFERENCES sales."Line" ON DELETE CASCADE);
          INSERT INTO sales."Line" (product) VALUES ('a'); INSERT INTO p1 VALUES (1);
          CREATE TRIGGER note BEFORE DELETE ON p1 FOR EACH ROW EXECUTE FUNCTION note();
          GRANT DELETE ON p1 TO orders_desk;`,
        exploit: anyLine,
        changes: "SELECT FROM log WHERE said = 'postgres'",
      },
      {
        name: "a rule of a table two foreign keys away",
        ids: [
          "cascade:public.labels.labels_parcel_fkey",
          "cascade:public.parcels.parcels_line_fkey",
          "rule:public.labels.log",
        ],
        sql: `${parcels} ${labels} CREATE RULE log AS ON DELETE TO labels DO ALSO DELETE FROM customers WHERE id = 2;`,
        exploit: anyLine,
        changes: "SELECT WHERE NOT EXISTS (SELECT FROM customers WHERE id = 2)",
      },
      {
        name: "rows that refer to the whole of a table of which it may change a part",
        ids: ["cascade:public.parcels.parcels_whole_fkey"],
        listed: [...writes, part],
        sql: `CREATE TABLE whole (id int PRIMARY KEY) PARTITION BY LIST (id);
          CREATE TABLE p1 PARTITION OF whole FOR VALUES IN (1); GRANT DELETE ON p1 TO orders_desk;
          CREATE TABLE parcels (whole int REFERENCES whole ON DELETE CASCADE);
          INSERT INTO whole VALUES (1); INSERT INTO parcels VALUES (1);`,
        exploit: "DELETE FROM p1",
        changes: "SELECT WHERE NOT EXISTS (SELECT FROM parcels)",
      },
      {
        name: "rows of a part, and those that refer to it",
        ids: ["cascade:public.labels.labels_p1_fkey", "cascade:public.whole.whole_line_fkey"],
        sql: `CREATE TABLE whole (line int PRIMARY KEY REFERENCES sales."Line" ON DELETE CASCADE) PARTITION BY LIST (line);
          CREATE TABLE p1 PARTITION OF whole FOR VALUES IN (1); INSERT INTO sales."Line" (product) VALUES ('a');
          CREATE TABLE labels (p1 int REFERENCES p1 ON DELETE CASCADE);
          INSERT INTO whole VALUES (1); INSERT INTO labels VALUES (1);`,
        exploit: anyLine,
        changes: "SELECT WHERE NOT EXISTS (SELECT FROM labels)",
      },
      {
        name: "a trigger of a partition that came with that of the whole",
        ids: ["trigger:public.p1.note"],
        listed: [...writes, part],
        sql: `${noted} ALTER FUNCTION note() SECURITY DEFINER;
          CREATE TABLE whole (id int PRIMARY KEY) PARTITION BY LIST (id);
          CREATE TRIGGER note AFTER DELETE ON whole FOR EACH ROW EXECUTE FUNCTION note();
          CREATE TABLE p1 PARTITION OF whole FOR VALUES IN (1);
          INSERT INTO whole VALUES (1); GRANT DELETE ON p1 TO orders_desk;`,
        exploit: "DELETE FROM p1",
        changes: "SELECT FROM log WHERE said = 'postgres'",
      },
      {
        name: "rows that refer to a table that inherits",
        ids: ["cascade:public.parcels.parcels_line_fkey"],
        sql: `CREATE TABLE special (PRIMARY KEY (id)) INHERITS (sales."Line");
          CREATE TABLE parcels (line int REFERENCES special ON DELETE CASCADE);
          INSERT INTO special (id, product) VALUES (1, 'a'); INSERT INTO parcels VALUES (1);`,
        exploit: anyLine,
        changes: "SELECT WHERE NOT EXISTS (SELECT FROM parcels)",
      },
    ];

    test.each(inTurn)("refuses $name", async ({ ids, sql: statements, exploit, changes, listed }) => {
      await changed(statements, async (database) => {
        const { findings } = await standing(database, listed);
        expect([...new Set(findings.map(({ id }) => id))].sort()).toEqual(ids);
        for (const id of ids) {
          const others = ids.filter((other) => other !== id);
          const opening = openWritablePostgres({ ...settings(database, listed), allowed: others }, log);
          await expect(opening).rejects.toBeInstanceOf(CredentialError); // to accept the others is not enough
        }
        expect(await server.run(changes, "postgres", database)).toEqual([]);
        const source = await openWritablePostgres({ ...settings(database, listed), allowed: ids }, log);
        await source.transaction((run) => run(exploit, {}), bounds());
        await source.close();
        expect(await server.run(changes, "postgres", database)).toHaveLength(1); // it is no false alarm
      });
    });

    test("says which right it is that ends far away, and how to take it away", async () => {
      await changed(parcels + labels, async (database) => {
        expect((await standing(database)).findings).toEqual([
          {
            id: "cascade:public.labels.labels_parcel_fkey",
            privilege:
              'DELETE on sales."Line", which deletes rows of public.labels by its foreign key labels_parcel_fkey to public.parcels',
            remedy: 'REVOKE DELETE ON sales."Line" FROM orders_desk;',
          },
          {
            id: "cascade:public.parcels.parcels_line_fkey",
            privilege:
              'DELETE on sales."Line", which deletes rows of public.parcels by its foreign key parcels_line_fkey',
            remedy: 'REVOKE DELETE ON sales."Line" FROM orders_desk;',
          },
        ]);
      });
    });

    test.each([
      ["that refuses", "REFERENCES parcels"],
      ["of a column that stays", "REFERENCES parcels ON UPDATE CASCADE"],
    ])("does not follow a foreign key %s", async (_what, reference) => {
      await changed(`${parcels} CREATE TABLE labels (parcel int ${reference})`, async (database) => {
        const { findings } = await standing(database);
        expect(findings.map(({ id }) => id)).toEqual(["cascade:public.parcels.parcels_line_fkey"]);
      });
    });

    test("does not follow a foreign key that is NOT ENFORCED, nor is it followed", async ({ skip }) => {
      skip(version < 18, `not in PostgreSQL ${version}`);
      const statements = `CREATE TABLE parcels (line int REFERENCES sales."Line" ON DELETE CASCADE NOT ENFORCED);
        INSERT INTO sales."Line" (product) VALUES ('a'); INSERT INTO parcels VALUES (1);`;
      await changed(statements, async (database) => {
        expect((await standing(database)).findings).toEqual([]);
        const source = await openWritablePostgres(settings(database), log);
        await source.transaction((run) => run(anyLine, {}), bounds());
        await source.close();
        expect(await server.run("SELECT FROM parcels", "postgres", database)).toHaveLength(1);
      });
    });

    test("does not take a row that loses its key for one that is deleted", async () => {
      const statements = `${parcels.replace("CASCADE", "SET NULL")} ${labels}`;
      await changed(statements, async (database) => {
        const { findings } = await standing(database);
        expect(findings.map(({ id }) => id)).toEqual(["cascade:public.parcels.parcels_line_fkey"]);
      });
    });

    test("takes a trigger AFTER a foreign key has acted for what the version makes of it", async () => {
      const statements = `${parcels} ${noted}
        CREATE TRIGGER note AFTER DELETE ON parcels FOR EACH ROW EXECUTE FUNCTION note()`;
      await changed(statements, async (database) => {
        const ids = (await standing(database)).findings.map(({ id }) => id);
        const allowed = ["cascade:public.parcels.parcels_line_fkey", "trigger:public.parcels.note"];
        const source = await openWritablePostgres({ ...settings(database), allowed }, log);
        const deleted = await source
          .transaction((run) => run(anyLine, {}), bounds())
          .then(
            () => true,
            () => false,
          );
        await source.close();
        expect(ids.includes("trigger:public.parcels.note")).toBe(deleted);
      });
    });

    test.each([
      [
        "a trigger with the role's own rights",
        `CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS
         $$BEGIN NEW.note := 'seen'; RETURN NEW; END$$;
         CREATE TRIGGER stamp BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp()`,
      ],
      [
        "a trigger of something that it may not do",
        `CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql
         SECURITY DEFINER AS $$BEGIN RETURN OLD; END$$;
         CREATE TRIGGER audit BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION audit()`,
      ],
      ["a foreign key that refuses", `CREATE TABLE parcels (id int, line int REFERENCES sales."Line")`],
      [
        "a foreign key of something that it may not do",
        `CREATE TABLE parcels (id int,
         order_id int REFERENCES orders ON DELETE CASCADE)`,
      ],
      [
        "row level security",
        `ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
         CREATE POLICY own ON orders USING (customer = 1)`,
      ],
    ])("accepts %s", async (_what, statements) => {
      await changed(statements, async (database) => {
        expect(await standing(database)).toMatchObject({ findings: [], lacks: [] });
      });
    });

    test("refuses a role that lacks what handlers need, and says what", async () => {
      await changed(
        `REVOKE UPDATE (status) ON orders FROM orders_desk; REVOKE DELETE ON sales."Line" FROM orders_desk`,
        async (database) => {
          await expect(openWritablePostgres(settings(database), log)).rejects.toThrow(
            [
              'The credential of source "desk" (role orders_desk) cannot change what the spec lists, so nothing is served. It lacks:',
              "  UPDATE (status) on public.orders",
              '  DELETE on sales."Line"',
              "db/desk/roles.sql makes a role with exactly these rights.",
            ].join("\n"),
          );
        },
      );
    });
  });

  describe("a transaction", () => {
    let source: WritableSource;
    beforeAll(async () => {
      source = await openWritablePostgres(settings(), log);
    });
    afterAll(() => source.close());
    beforeEach(async () => {
      await server.run(`TRUNCATE orders, sales."Line" RESTART IDENTITY`, "postgres", "app");
      await server.run("INSERT INTO orders (customer, total, code) VALUES (1, 5, 'a')", "postgres", "app");
    });
    afterEach(async () => {
      // Nothing is left of any of them.
      await expect.poll(open, { timeout: 3_000 }).toBe(0);
    });

    /** Transactions of the role that are not over. */
    const open = async (): Promise<number> => {
      const [row] = await server.run(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'orders_desk' AND state <> 'idle'",
      );
      return Number(row?.["n"]);
    };
    const orders = () => server.run("SELECT id, customer, status FROM orders ORDER BY id", "postgres", "app");
    const insert = "INSERT INTO orders (customer, total) VALUES ($1, 12.5) RETURNING id";

    test("does all of it, and tells rows and how many were changed", async () => {
      const answers = await source.transaction(async (run) => {
        const placed = await run(insert, { customer: 2 });
        const id = Number(placed.rows[0]?.["id"]);
        return [
          placed,
          await run(`INSERT INTO sales."Line" (order_id, product) SELECT $1, * FROM unnest($2::text[])`, {
            id,
            products: ["a,b", 'c"d\\', "NULL"],
          }),
          await run("UPDATE orders SET status = $1", { status: "'; DROP TABLE orders; --" }),
          await run("SELECT id, status FROM orders WHERE id = $1", { id }),
          await run('DELETE FROM sales."Line"', {}),
        ];
      }, bounds());
      expect(answers).toEqual([
        { rows: [{ id: 2 }], changed: 1 },
        { rows: [], changed: 3 },
        { rows: [], changed: 2 },
        { rows: [{ id: 2, status: "'; DROP TABLE orders; --" }], changed: 0 },
        { rows: [], changed: 3 },
      ]);
      expect(await orders()).toHaveLength(2);
    });

    test("tells that another one came in between", async () => {
      await server.run("INSERT INTO orders (customer, total) VALUES (1, 1)", "postgres", "app");
      const update = (run: RunStatement, id: number) =>
        run("UPDATE orders SET status = 'x' WHERE id = $1", { id });
      const both = await Promise.allSettled(
        [1, 2].map((id) =>
          source.transaction(async (run) => {
            await update(run, id);
            await wait(300);
            await update(run, 3 - id);
          }, bounds()),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(both.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "CONFLICT" },
      });
    });

    testTransactions({
      server: () => server,
      source: () => source,
      orders,
      insert,
      open,
      endless: "SELECT pg_sleep(600)",
      oversized: ["SELECT generate_series(1, 100000)", "SELECT repeat('x', 300000000) AS text"],
      failing: [
        [
          "a key that is taken",
          "INSERT INTO orders (customer, total) VALUES (99, 1)",
          "CONFLICT",
          "SQLSTATE_23503",
        ],
        ["a check", "INSERT INTO orders (customer, total) VALUES (1, -1)", "CONFLICT", "SQLSTATE_23514"],
        [
          "NULL where there must be a value",
          "INSERT INTO orders (total) VALUES (1)",
          "CONFLICT",
          "SQLSTATE_23502",
        ],
        ["a right that the role has not", "DELETE FROM orders", "WRITE_REFUSED", "SQLSTATE_42501"],
        [
          "a value of another type",
          "UPDATE orders SET status = 'hunter2'::int::text",
          "SOURCE_ERROR",
          "SQLSTATE_22P02",
        ],
        ["a statement that is none", "UPDATE hunter2 orders", "SOURCE_ERROR", "SQLSTATE_42601"],
        ["two statements in one", "SELECT 1; SELECT 2", "SOURCE_ERROR", "SQLSTATE_42601"],
      ],
    });
  });
});
