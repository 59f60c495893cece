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
  {
    id: "changes",
    when: has.writable,
    area: "sources",
    title: "A call changes all that it meant to, or nothing",
    statement:
      "In one transaction, which is never committed for a call that failed or has ended, and never tried again when it may have happened.",
    enforcedIn: ["src/sources/handler-writes.ts", "src/sources/writable.ts"],
    tests: [provedBy("test/handler-writes.test.ts")],
    soc2: ["CC6.3", "A1.1"],
    iso: ["A.8.3", "A.8.26"],
  },
];

/** What other services are protected by, and what protects from them. */
export const serviceControls = ({ has, operations }: Facts): readonly Candidate[] => [
  {
    id: "egress",
    when: has.upstream,
    area: "sources",
    title: "Requests leave only for the origins of the spec",
    statement:
      "The address is checked when it is connected to, so that neither a name that changes its address nor a redirect leads inside.",
    enforcedIn: ["src/sources/upstream-egress.ts", "src/sources/upstream-address.ts"],
    tests: [provedBy("test/egress.test.ts")],
    soc2: ["CC6.6", "CC6.7"],
    iso: ["A.8.20", "A.8.22", "A.8.12"],
  },
  {
    id: "request-building",
    when: operations,
    area: "sources",
    title: "Arguments stay in their place in a request",
    statement:
      "A path, query, header, JSON body or form is built from encoded values; an answer is reduced to what the tool promises.",
    enforcedIn: ["src/sources/upstream-request.ts", "src/sources/upstream-result.ts"],
    tests: [provedBy("test/operation.test.ts")],
    soc2: ["CC6.6"],
    iso: ["A.8.26", "A.8.28"],
  },
  {
    id: "service-answers",
    when: has.upstream,
    area: "sources",
    title: "Answers of services are bounded",
    statement: "In size after decompression, in time and in tries; they end with their call.",
    enforcedIn: ["src/sources/upstream-body.ts", "src/sources/upstream-retry.ts"],
    tests: [provedBy("test/upstream.test.ts")],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.21"],
  },
  {
    id: "service-outage",
    when: has.upstream,
    area: "sources",
    title: "A service that is down is left alone",
    statement: "Calls then fail at once and say when to try again, and readiness follows.",
    enforcedIn: ["src/sources/upstream-breaker.ts"],
    tests: [
      provedBy("test/breaker.test.ts"),
      provedBy(
        "test/upstream.test.ts",
        "is left alone after some failures: calls fail at once, say when to try again, and readiness follows",
      ),
    ],
    soc2: ["A1.1", "CC7.2"],
    iso: ["A.8.6", "A.8.14"],
  },
  {
    id: "service-credentials",
    when: has.upstream,
    area: "sources",
    title: "Services' credentials go to their service alone",
    statement:
      "They come from the environment or a file, are never printed, and are checked to be one line of text.",
    enforcedIn: [
      "src/sources/upstream-credential.ts",
      "src/sources/upstream-settings.ts",
      "src/sources/upstream-oauth.ts",
    ],
    tests: [provedBy("test/oauth.test.ts"), provedBy("test/upstream-settings.test.ts")],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.5.17", "A.8.12"],
  },
  {
    id: "handler-access",
    when: has.handlerApis,
    area: "sources",
    title: "Handlers reach the services of their tools",
    statement: "And change something only where the spec lets them.",
    enforcedIn: ["src/sources/handler-apis.ts"],
    tests: [provedBy("test/handler-apis.test.ts")],
    soc2: ["CC6.3"],
    iso: ["A.8.3", "A.5.15"],
  },
  {
    id: "fixed-code",
    when: true,
    area: "sources",
    title: "Nothing that a caller sends becomes code",
    statement:
      "The server starts no program, makes no code from text, loads no module by a computed name and puts no statement together from parts.",
    enforcedIn: ["src/generated/tools.ts", ...only(has.sql, "src/sources/select.ts")],
    tests: [provedBy("test/code.test.ts")],
    soc2: ["CC6.8"],
    iso: ["A.8.28", "A.8.18"],
  },
];
