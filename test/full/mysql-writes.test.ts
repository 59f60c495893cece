/**
 * Handlers that write to MariaDB (or MySQL): the account that the generated SQL makes, the check that lets it do exactly
 * what the spec lists, and transactions that happen as a whole or not at all.
 */
import { createConnection, type Connection } from "mysql2";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import { rightsOf } from "../../templates/mysql/src/sources/mysql-rights.js";
import {
  openWritableMysql,
  type WritableMysqlSettings,
} from "../../templates/mysqlWrite/src/sources/mysql-write.js";
import {
  declaredRights,
  type TableWrites,
} from "../../templates/mysqlWrite/src/sources/mysql-write-rights.js";
import { CredentialError, type Standing } from "../../templates/remote/src/sources/credential.js";
import type { WritableSource } from "../../templates/writable/src/sources/writable.js";
import { hasMysql, startMysql, whySkipped, type MysqlServer } from "../support/mysql-server.js";
import { bounds } from "./remote-source.js";
import { testTransactions } from "./writable-source.js";

const spec = `spec: 1
server: { name: orders-mcp, version: 1.0.0, description: Orders. }
sources:
  desk:
    kind: mysql
    access: write
    url: \${DESK_URL}
    role: orders_desk
    reads:
      orders: [id, status]
    writes:
      orders: { insert: [customer, total], update: [status] }
      sales.line: { insert: [order_id, product], delete: true }
tools:
  place_order:
    description: Place an order.
    source: desk
    params: { customer: { type: integer } }
    handler: true
    writes: true
`;

const schema = `
  CREATE DATABASE app; CREATE DATABASE sales; USE app;
  CREATE TABLE customers (id int PRIMARY KEY, password text);
  INSERT INTO customers VALUES (1, 'hunter2'), (2, 'x');
  CREATE TABLE orders (
    id int AUTO_INCREMENT PRIMARY KEY, customer int NOT NULL, total decimal(10, 2) CHECK (total > 0),
    status varchar(50) DEFAULT 'new', note text, FOREIGN KEY (customer) REFERENCES customers (id));
  CREATE TABLE sales.line (id int AUTO_INCREMENT PRIMARY KEY, order_id int, product varchar(50));`;

const writes: readonly TableWrites[] = [
  { table: "orders", insert: ["customer", "total"], update: ["status"], delete: false },
  { schema: "sales", table: "line", insert: ["order_id", "product"], update: [], delete: true },
];

const log = pino({ level: "silent" });

describe.skipIf(!hasMysql)(`writing to MySQL and MariaDB${whySkipped}`, () => {
  let server: MysqlServer;
  let sql: ReadonlyMap<string, string>;
  const apply = (name: string, user?: string) => server.client(sql.get(`db/desk/${name}`) ?? "", user, "app");

  beforeAll(async () => {
    server = await startMysql(["--event-scheduler=OFF", "--log-bin-trust-function-creators=1"]);
    const loaded = await loadSpec("mcp.yaml", async () => new TextEncoder().encode(spec));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    sql = new Map((await render(loaded.value.model)).map(({ path, text }) => [path, text]));
    await server.run(schema);
    const { status, stderr } = apply("roles.sql");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    await server.run("ALTER USER orders_desk IDENTIFIED BY '' ACCOUNT UNLOCK");
  });
  afterAll(() => server?.stop());

  const settings = (): WritableMysqlSettings => ({
    name: "desk",
    url: server.url("orders_desk"),
    application: "orders-mcp",
    connections: 3,
    timeoutMs: 20_000,
    rows: 500,
    allowed: [],
    writes,
  });
  const standing = async (): Promise<Standing> => {
    const user = "orders_desk";
    const connection = createConnection({ host: "127.0.0.1", port: server.port, user, database: "app" });
    try {
      return await rightsOf(connection as Connection, declaredRights(writes, "app"));
    } finally {
      connection.destroy();
    }
  };

  describe("the generated SQL", () => {
    test("makes an account with which the check is content, and may be run again", async () => {
      expect(apply("roles.sql")).toMatchObject({ status: 0, stderr: "" });
      expect(await standing()).toMatchObject({ findings: [], lacks: [] });
      expect(apply("verify.sql", "orders_desk")).toMatchObject({ status: 0, stderr: "" });
    });

    test("has the query with which an administrator sees what foreign keys change, however far away", async () => {
      const [, query = ""] =
        /^(-- {3}WITH RECURSIVE [^]*?;)$/m.exec(sql.get("db/desk/roles.sql") ?? "") ?? [];
      const seen = () => server.run(query.replaceAll(/^-- {3}/gm, ""), "root", "sales");
      expect(await seen()).toEqual([]);
      await server.run(`
        CREATE TABLE app.parcels (id int PRIMARY KEY, line int, label int,
          CONSTRAINT of_line FOREIGN KEY (line) REFERENCES sales.line (id) ON DELETE CASCADE);
        CREATE TABLE app.labels (id int PRIMARY KEY, parcel int,
          CONSTRAINT of_parcel FOREIGN KEY (parcel) REFERENCES app.parcels (id) ON DELETE SET NULL ON UPDATE CASCADE);
        CREATE TABLE app.logged (customer int,
          CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES app.customers (id) ON DELETE CASCADE);
        CREATE TABLE app.kept (parcel int, CONSTRAINT of_kept FOREIGN KEY (parcel) REFERENCES app.parcels (id));
        ALTER TABLE app.parcels ADD CONSTRAINT of_label FOREIGN KEY (label) REFERENCES app.labels (id) ON DELETE CASCADE;
        CREATE TRIGGER app.note AFTER DELETE ON app.parcels FOR EACH ROW DELETE FROM app.customers WHERE id = 2;
        INSERT INTO sales.line (id) VALUES (1); INSERT INTO app.parcels VALUES (1, 1, NULL);
        INSERT INTO app.labels VALUES (1, 1)`);
      try {
        expect(await seen()).toEqual([
          { db: "app", name: "labels", foreign_key: "of_parcel" },
          { db: "app", name: "parcels", foreign_key: "of_label" },
          { db: "app", name: "parcels", foreign_key: "of_line" },
        ]);
        await server.run("DELETE FROM sales.line", "orders_desk", "app"); // it is no false alarm
        expect(await server.run("SELECT id, parcel FROM app.labels")).toEqual([{ id: 1, parcel: null }]);
        expect(await server.run("SELECT id FROM app.customers")).toHaveLength(2); // by no trigger
      } finally {
        await server.run(`ALTER TABLE app.parcels DROP FOREIGN KEY of_label; DROP TABLE app.kept, app.logged;
          DROP TABLE app.labels; DROP TABLE app.parcels; DELETE FROM sales.line`);
      }
    });

    test.each([
      "DELETE FROM orders WHERE id = 1",
      "UPDATE orders SET total = 0",
      "INSERT INTO orders (customer, total, note) VALUES (1, 1, 'x')",
      "TRUNCATE orders",
      "TRUNCATE sales.line",
      "UPDATE sales.line SET product = 'x'",
      "SELECT total FROM orders",
      "SELECT password FROM customers",
      "UPDATE customers SET password = ''",
      "REPLACE INTO orders (customer, total) VALUES (1, 1)",
      "CREATE TABLE intruder (x int)",
      "CREATE TEMPORARY TABLE intruder (x int)",
      "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW SET NEW.note = 'x'",
      "DROP TABLE orders",
      "ALTER TABLE orders ADD x int",
      "LOCK TABLES orders WRITE",
      "SELECT 1 INTO OUTFILE '/tmp/intruder'",
      "GRANT INSERT ON orders TO orders_desk",
      "SET GLOBAL read_only = 0",
    ])("makes an account that cannot: %s", async (attack) => {
      await expect(server.run(attack, "orders_desk", "app")).rejects.toMatchObject({
        errno: expect.any(Number) as number,
      });
      expect((await standing()).findings).toEqual([]);
    });
  });

  describe("the check", () => {
    afterEach(() => {
      expect(apply("roles.sql").status).toBe(0); // takes away what a test gave
    });

    test.each([
      [
        "table:app.orders:UPDATE",
        "GRANT UPDATE (note) ON app.orders TO orders_desk",
        "UPDATE (note) on app.orders",
      ],
      ["table:app.orders:UPDATE", "GRANT UPDATE ON app.orders TO orders_desk", "UPDATE on app.orders"],
      ["table:app.orders:INSERT", "GRANT INSERT ON app.orders TO orders_desk", "INSERT on app.orders"],
      ["table:app.orders:DELETE", "GRANT DELETE ON app.orders TO orders_desk", "DELETE on app.orders"],
      [
        "table:sales.line:UPDATE",
        "GRANT UPDATE (product) ON sales.line TO orders_desk",
        "UPDATE (product) on sales.line",
      ],
      ["table:app.orders:TRIGGER", "GRANT TRIGGER ON app.orders TO orders_desk", "TRIGGER on app.orders"],
      ["table:app.orders:DROP", "GRANT DROP ON app.orders TO orders_desk", "DROP on app.orders"],
      [
        "table:app.customers:INSERT",
        "GRANT INSERT (id) ON app.customers TO orders_desk",
        "INSERT (id) on app.customers",
      ],
      [
        "table:app.orders:GRANT OPTION",
        "GRANT SELECT ON app.orders TO orders_desk WITH GRANT OPTION",
        "GRANT OPTION on app.orders",
      ],
      ["schema:app:DELETE", "GRANT DELETE ON app.* TO orders_desk", ""],
      ["global:*.*:FILE", "GRANT FILE ON *.* TO orders_desk", ""],
    ])("refuses %s (%s)", async (id, statement, privilege) => {
      await server.run(statement);
      const { findings } = await standing();
      const kind = id.split(":")[0] ?? "";
      const found = findings.find(
        (one) => one.id === id || (privilege === "" && one.id.startsWith(`${kind}:`)),
      );
      expect(found, JSON.stringify(findings)).toBeDefined();
      if (privilege !== "") expect(found?.privilege).toBe(privilege);
      expect(found?.remedy).toMatch(/^REVOKE .*;$/);
      await expect(openWritableMysql(settings(), log)).rejects.toThrow(
        /^The credential of source "desk" \(account '.*'\) can do more than change what the spec lists/,
      );
    });

    test("refuses an account that lacks what handlers need, and says what", async () => {
      await server.run("REVOKE UPDATE (status) ON app.orders FROM orders_desk");
      await server.run("REVOKE DELETE ON sales.line FROM orders_desk");
      const opening = openWritableMysql(settings(), log);
      await expect(opening).rejects.toBeInstanceOf(CredentialError);
      await expect(opening).rejects.toThrow(
        /It lacks:\n {2}UPDATE \(status\) on app.orders\n {2}DELETE on sales.line\ndb\/desk\/roles.sql makes an account/,
      );
    });
  });

  describe("a transaction", () => {
    let source: WritableSource;
    beforeAll(async () => {
      source = await openWritableMysql(settings(), log);
    });
    afterAll(() => source.close());
    beforeEach(async () => {
      await server.run(
        "DELETE FROM app.orders; DELETE FROM sales.line; ALTER TABLE app.orders AUTO_INCREMENT = 1",
      );
      await server.run("INSERT INTO app.orders (customer, total) VALUES (1, 5)");
    });

    const orders = () => server.run("SELECT id, customer, status FROM app.orders ORDER BY id");
    const insert = "INSERT INTO orders (customer, total) VALUES (?, 12.5)";
    /** Transactions that hold something. Who asks again within 0.1 s is told the same as before. */
    const open = async (): Promise<number> => {
      const [row] = await server.run(
        "SELECT COUNT(*) AS n FROM information_schema.INNODB_TRX WHERE trx_rows_modified > 0",
      );
      return Number(row?.["n"]);
    };

    test("does all of it, and tells rows and how many were changed", async () => {
      const answers = await source.transaction(async (run) => {
        const placed = await run(insert, { customer: 2 });
        const { rows } = await run("SELECT LAST_INSERT_ID() AS id", {});
        const id = Number(rows[0]?.["id"]);
        return [
          placed,
          await run("INSERT INTO sales.line (order_id, product) VALUES (?, ?), (?, 'b')", {
            id,
            text: "'; --",
            again: id,
          }),
          await run("UPDATE orders SET status = ?", { status: "'; DROP TABLE orders; --" }),
          await run("SELECT id, status FROM orders WHERE id = ?", { id }),
          await run("DELETE FROM sales.line", {}),
        ];
      }, bounds());
      expect(answers).toEqual([
        { rows: [], changed: 1 },
        { rows: [], changed: 2 },
        { rows: [], changed: 2 },
        { rows: [{ id: 2, status: "'; DROP TABLE orders; --" }], changed: 0 },
        { rows: [], changed: 2 },
      ]);
      expect(await orders()).toHaveLength(2);
    });

    testTransactions({
      server: () => server,
      source: () => source,
      orders,
      insert,
      open,
      endless: "SELECT SLEEP(600)",
      oversized: [
        "WITH RECURSIVE n AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM n WHERE n < 900) SELECT n FROM n",
        "SELECT REPEAT('x', 9000000) AS text",
      ],
      failing: [
        [
          "a key that is not there",
          "INSERT INTO orders (customer, total) VALUES (99, 1)",
          "CONFLICT",
          "MYSQL_1452",
        ],
        ["a check", "INSERT INTO orders (customer, total) VALUES (1, -1)", "CONFLICT", /^MYSQL_(4025|3819)$/],
        [
          "NULL where there must be a value",
          "INSERT INTO orders (total) VALUES (1)",
          "CONFLICT",
          "MYSQL_1364",
        ],
        ["a right that the account has not", "DELETE FROM orders", "WRITE_REFUSED", "MYSQL_1142"],
        [
          "a column that it may not change",
          "UPDATE orders SET note = 'hunter2'",
          "WRITE_REFUSED",
          "MYSQL_1143",
        ],
        ["a statement that is none", "UPDATE hunter2 orders", "SOURCE_ERROR", "MYSQL_1064"],
        ["two statements in one", "SELECT 1; SELECT 2", "SOURCE_ERROR", "MYSQL_1064"],
      ],
    });
  });
});
