import type { HttpView } from "../../render/http.js";
import type { MysqlView } from "../../render/mysql.js";
import type { PostgresView } from "../../render/postgres.js";
import type { Setting, SqlFile, SqliteSource } from "../../spec/source-model.js";
import { code, flag, json, list, maybe, name, number, object, words, type FieldsOf } from "./field.js";

const settingFields = {
  value: maybe(words("As written in the spec.", "var/main.db")),
  env: maybe(name("The variable that the server reads when it starts.", "MAIN_DB")),
} satisfies FieldsOf<Setting>;

/** A literal or a variable: exactly one of the two fields is there. */
export const setting = (doc: string) => object(doc, settingFields, "setting");

const sqlFile = (doc: string) =>
  object(doc, {
    path: words("Relative to the spec.", "db/schema.sql"),
    text: words("What it says.", "CREATE TABLE users (id INTEGER PRIMARY KEY);"),
  } satisfies FieldsOf<SqlFile>);

/** What may be changed in a table, beside its name. */
const writes = {
  insert: list("Columns that a new row may be given.", words("A column.", "total")),
  update: list("Columns that may be changed.", words("A column.", "status")),
  delete: flag("Rows may be deleted.", false),
};

const access = name("`write`, if handlers may change something through it; else `read`.", "read");

const ofPostgres = {
  access,
  writes: list(
    "What handlers may change through it.",
    object("A table.", {
      schema: words("Its schema.", "public"),
      table: words("Its name.", "orders"),
      ...writes,
    }),
  ),
  changes: list(
    "The same as `writes`, as SQL writes it.",
    object("A table.", {
      table: code("Its name, quoted where it must be.", "public.orders"),
      rights: code("As in a GRANT.", "INSERT (total), UPDATE (status)"),
    }),
  ),
  needs: list(
    "Every right of `reads` and `writes`.",
    object("A right.", {
      tableText: code("Its table as a text of SQL.", "'public.orders'"),
      right: name("`SELECT`, `INSERT`, `UPDATE` or `DELETE`.", "INSERT"),
      columnTexts: code("Its columns as texts of SQL; empty: all of the table.", "'total'"),
    }),
  ),
  url: setting("`postgres://…`, without a password where it is a literal."),
  role: name("The role that `roles.sql` makes.", "internal_db_mcp"),
  roleName: code("The same as SQL writes it.", "internal_db_mcp"),
  reads: list(
    "What the tools read, in the order written.",
    object("A table.", {
      schema: words("Its schema.", "public"),
      table: words("Its name.", "users"),
      columns: list("Those that the role may read.", words("A column.", "email")),
    }),
  ),
  allowed: list(
    "Rights that the start-up check finds and that are accepted.",
    words("A right, as the check names it.", "function:public.now_utc()"),
  ),
  grants: list(
    "The same as `reads`, as SQL writes it.",
    object("A table.", {
      table: code("Its name, quoted where it must be.", "public.users"),
      columns: code("Its columns, with commas between them.", "id, email"),
      tableText: code("The name as a text of SQL.", "'public.users'"),
      columnTexts: code("The columns as texts of SQL.", "'id', 'email'"),
    }),
  ),
  schemas: list("Where unqualified names are looked up.", words("A schema.", "public")),
  schemaNames: list("The same as SQL writes them.", code("A schema.", "public")),
  connections: number("Of one process.", 10),
  connectionLimit: number("Of the role: several processes, and some for people.", 53),
  embedded: maybe(
    object("Where there is no address in development: a database of the process's own.", {
      scripts: list("SQL that makes it, in this order.", words("A path in the project.", "db/schema.sql")),
    }),
  ),
  roleTimeoutMs: number("What the role's own sessions get when nobody sets less.", 11_000),
};

const common = {
  name: name("As the spec calls it.", "main"),
  identifier: name("Its name in TypeScript.", "main"),
};

/** A PostgreSQL database, as `postgres` and, where a path has `[postgres]`, `source` have it. */
export const postgresDatabase = object(
  "A PostgreSQL database.",
  {
    kind: name("Always `postgres`.", "postgres"),
    ...common,
    ...ofPostgres,
    schema: maybe(sqlFile("SQL that builds the database.")),
    seed: maybe(sqlFile("SQL that fills it.")),
  } satisfies FieldsOf<PostgresView>,
  "PostgreSQL database",
);

const ofMysql = {
  access,
  writes: list(
    "What handlers may change through it.",
    object("A table.", {
      schema: maybe(words("Its database, if it is not the one of the address.", "sales")),
      table: words("Its name.", "orders"),
      ...writes,
    }),
  ),
  changes: list(
    "The same as `writes`, as SQL writes it.",
    object("A table.", {
      table: code("Its name, in backticks.", "`sales`.`orders`"),
      rights: code("As in a GRANT.", "INSERT (`total`), UPDATE (`status`)"),
    }),
  ),
  url: setting("`mysql://…`, without a password where it is a literal."),
  role: name("The name of the account that `roles.sql` makes.", "shop_mcp"),
  account: code("The same as SQL writes it.", "'shop_mcp'@'%'"),
  accountText: code("The same inside of a text of SQL.", "''shop_mcp''@''%''"),
  reads: list(
    "What the tools read, in the order written.",
    object("A table.", {
      schema: maybe(words("Its database, if it is not the one of the address.", "sales")),
      table: words("Its name.", "orders"),
      columns: list("Those that the account may read.", words("A column.", "total")),
    }),
  ),
  allowed: list(
    "What the start-up check finds and is accepted.",
    words("As the check names it.", "view:sales.revenue"),
  ),
  grants: list(
    "The same as `reads`, as SQL writes it.",
    object("A table.", {
      table: code("Its name, in backticks.", "`sales`.`orders`"),
      columns: code("Its columns, with commas between them.", "`id`, `total`"),
    }),
  ),
  connections: number("Of one process.", 10),
  connectionLimit: number("Of the account: several processes, each with connections that end queries.", 100),
  statementSeconds: number("What the account's own statements get on MariaDB.", 11),
};

/** A database of MySQL or MariaDB, as `mysql` and, where a path has `[mysql]`, `source` have it. */
export const mysqlDatabase = object(
  "A database of MySQL or MariaDB.",
  {
    kind: name("Always `mysql`.", "mysql"),
    ...common,
    ...ofMysql,
    schema: maybe(sqlFile("SQL that builds the database.")),
    seed: maybe(sqlFile("SQL that fills it.")),
  } satisfies FieldsOf<MysqlView>,
  "MySQL database",
);

const ofHttp = {
  definition: json("All of it but what the environment holds.", '{"name":"crm","baseUrl":{…}}'),
};

/** An HTTP API, as `apis` have it. */
export const httpApi = object(
  "An HTTP API.",
  {
    kind: name("Always `http`.", "http"),
    ...common,
    ...ofHttp,
  } satisfies FieldsOf<HttpView>,
  "HTTP API",
);

/** Of any kind: what only one kind has is optional. */
export const source = object(
  "A source of data.",
  {
    kind: name(
      "`sqlite`, `postgres`, `mysql` or `http`; what only one kind has is absent in the others.",
      "sqlite",
    ),
    ...common,
    file: maybe(setting("Of SQLite: the database file, relative to the project.")),
    schema: maybe(sqlFile("SQL that builds the database.")),
    seed: maybe(sqlFile("SQL that fills it.")),
    url: maybe(ofPostgres.url),
    role: maybe(ofPostgres.role),
    roleName: maybe(ofPostgres.roleName),
    account: maybe(ofMysql.account),
    accountText: maybe(ofMysql.accountText),
    access: maybe(access),
    reads: maybe(ofMysql.reads),
    writes: maybe(ofMysql.writes),
    changes: maybe(
      list(
        "The same as `writes`, as SQL writes it.",
        object("A table.", {
          table: code("Its name, quoted where it must be.", "public.orders"),
          rights: code("As in a GRANT.", "INSERT (total), UPDATE (status)"),
        }),
      ),
    ),
    allowed: maybe(ofPostgres.allowed),
    grants: maybe(
      list(
        "The same as `reads`, as SQL writes it.",
        object("A table.", {
          table: code("Its name, quoted where it must be.", "public.users"),
          columns: code("Its columns, with commas between them.", "id, email"),
          tableText: maybe(code("The name as a text of PostgreSQL.", "'public.users'")),
          columnTexts: maybe(code("The columns as texts of PostgreSQL.", "'id', 'email'")),
        }),
      ),
    ),
    needs: maybe(ofPostgres.needs),
    schemas: maybe(ofPostgres.schemas),
    schemaNames: maybe(ofPostgres.schemaNames),
    connections: maybe(ofPostgres.connections),
    connectionLimit: maybe(ofPostgres.connectionLimit),
    roleTimeoutMs: maybe(ofPostgres.roleTimeoutMs),
    embedded: ofPostgres.embedded,
    isolation: maybe(name("Of SQLite: `none` or `process`.", "process")),
    processes: maybe(number("How many may read it, with `isolation: process`.", 4)),
    statementSeconds: maybe(ofMysql.statementSeconds),
    definition: maybe(ofHttp.definition),
  } satisfies FieldsOf<(SqliteSource & { readonly processes: number }) | PostgresView | MysqlView | HttpView>,
  "source",
);
