import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** What the databases are protected by. */
export const databaseControls = ({ has }: Facts): readonly Candidate[] => [
  {
    id: "sqlite-read-only",
    when: has.sqlite,
    area: "sources",
    title: "SQLite databases are opened for reading only",
    statement:
      "Writing, attaching other files, pragmas and extensions are refused by the engine, whatever a statement says.",
    enforcedIn: ["src/sources/sqlite.ts", "src/sources/sqlite-authorizer.ts"],
    tests: [provedBy("test/generated/sources.test.ts", "can be read", "refuses …")],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.8.3", "A.5.15"],
  },
  {
    id: "sqlite-credential",
    when: has.sqlite,
    area: "sources",
    title: "A database file that this process could write keeps the server from starting",
    statement:
      "In production; each finding comes with the command that mends it. In development it is a warning.",
    enforcedIn: ["src/sources/sqlite-credential.ts"],
    tests: [provedBy("test/sqlite-credential.test.ts")],
    soc2: ["CC6.3"],
    iso: ["A.8.2", "A.5.18"],
  },
  {
    id: "sqlite-process",
    when: has.sqliteProcess,
    area: "sources",
    title: "A statement without end is killed with its call",
    statement: "Statements run in processes without rights, environment or secrets.",
    enforcedIn: ["src/sources/sqlite-isolated.ts", "src/sources/sqlite-child.ts"],
    tests: [provedBy("test/generated/isolation.test.ts")],
    soc2: ["CC6.1", "A1.1"],
    iso: ["A.8.6", "A.8.27"],
  },
  {
    id: "postgres-credential",
    when: has.postgres,
    area: "sources",
    title: `A PostgreSQL role that can do more than ${has.writable ? "it should" : "read"} keeps the server from starting`,
    statement: [
      "At each start and after outages the catalog is asked what the role may do, itself, through other roles and as PUBLIC; the right and the statement that takes it away are named.",
      ...only(
        has.postgresWrite,
        "A role that is to change something may change what the spec lists, no more and no less.",
      ),
    ].join(" "),
    enforcedIn: [
      "src/sources/credential.ts",
      "src/sources/postgres-rights.ts",
      ...only(has.postgresWrite, "src/sources/postgres-write-rights.ts"),
    ],
    tests: [
      provedBy("test/credential.test.ts"),
      provedBy(
        "test/generated/postgres.test.ts",
        "has a credential that can do nothing but read",
        "can be read",
      ),
    ],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.8.2", "A.5.18", "A.8.3"],
  },
  {
    id: "postgres-queries",
    when: has.postgres,
    area: "sources",
    title: "A PostgreSQL query reads, within its rows, bytes and time",
    statement:
      "It runs in a read-only transaction through a cursor, and ends in the database when its call ends.",
    enforcedIn: [
      "src/sources/postgres-session.ts",
      "src/sources/postgres-read.ts",
      "src/sources/postgres-cancel.ts",
    ],
    tests: [
      provedBy("test/read.test.ts"),
      provedBy("test/remote-source.test.ts"),
      provedBy(
        "test/generated/postgres.test.ts",
        "refuses …",
        "cuts rows and bytes at the source",
        "ends a query with its call",
      ),
    ],
    soc2: ["CC6.1", "A1.1"],
    iso: ["A.8.3", "A.8.6"],
  },
  {
    id: "postgres-writes",
    when: has.postgresWrite,
    area: "sources",
    title: "A PostgreSQL role that handlers change with can change what the spec lists, and nothing else",
    statement:
      "The check at each start expects exactly these rights, by column, and refuses any other, also what triggers, rules, views and foreign keys would do with other rights.",
    enforcedIn: ["src/sources/postgres-write-rights.ts", "src/sources/postgres-change.ts"],
    tests: [provedBy("test/generated/postgres.test.ts", "refuses … also in a transaction")],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.8.2", "A.5.18", "A.8.3"],
  },
  {
    id: "transactions",
    when: has.writable,
    area: "sources",
    title: "A change happens as a whole or not at all",
    statement:
      "A handler's transaction is undone when it throws, when a statement fails and when the call ends; values are only ever bound. A call commits once, and nothing is tried again that may have happened.",
    enforcedIn: ["src/sources/writable.ts", "src/sources/handler-writes.ts"],
    tests: [provedBy("test/handler-writes.test.ts")],
    soc2: ["CC6.1", "CC6.3", "CC8.1", "A1.1"],
    iso: ["A.8.3", "A.8.26", "A.8.28"],
  },
  {
    id: "mysql-writes",
    when: has.mysqlWrite,
    area: "sources",
    title: "A MySQL account that handlers change with can change what the spec lists, and nothing else",
    statement: "The check at each start expects exactly these grants, by column, and refuses any other.",
    enforcedIn: ["src/sources/mysql-write-rights.ts", "src/sources/mysql-change.ts"],
    tests: [provedBy("test/generated/mysql.test.ts", "refuses … also in a transaction")],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.8.2", "A.5.18", "A.8.3"],
  },
  {
    id: "mysql-credential",
    when: has.mysql,
    area: "sources",
    title: "A MySQL account that can do more than read keeps the server from starting",
    statement:
      "At each start and after outages its grants are read; the right and the statement that takes it away are named.",
    enforcedIn: ["src/sources/credential.ts", "src/sources/mysql-rights.ts"],
    tests: [provedBy("test/credential.test.ts"), provedBy("test/generated/mysql.test.ts", "can be read")],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.8.2", "A.5.18", "A.8.3"],
  },
  {
    id: "mysql-queries",
    when: has.mysql,
    area: "sources",
    title: "A MySQL query reads, within its rows, bytes and time",
    statement: "It runs in a read-only transaction, and is killed in the database when its call ends.",
    enforcedIn: ["src/sources/mysql-session.ts", "src/sources/mysql-read.ts", "src/sources/mysql-kill.ts"],
    tests: [
      provedBy("test/read.test.ts"),
      provedBy("test/remote-source.test.ts"),
      provedBy(
        "test/generated/mysql.test.ts",
        "refuses …",
        "cuts rows and bytes at the source",
        "ends a query with its call",
      ),
    ],
    soc2: ["CC6.1", "A1.1"],
    iso: ["A.8.3", "A.8.6"],
  },
  {
    id: "handler-statements",
    when: has.handlerDatabases,
    area: "sources",
    title: "Statements of handlers take values, never text",
    statement:
      "A statement is a template in the code whose values are bound, and a handler reaches the databases of its tool.",
    enforcedIn: ["src/sources/handler-databases.ts", "src/sources/template.ts"],
    tests: [provedBy("test/handler-databases.test.ts")],
    soc2: ["CC6.3", "CC6.8"],
    iso: ["A.8.28", "A.8.3"],
  },
];
