/** The structure of databases under `sources`. */
import { z } from "zod/v3";
import { text } from "./words.js";
import { readingOnly, writing } from "./writes.js";

/** A role that can be written without quotes. PostgreSQL keeps `pg_…` for its own. */
const rolePattern = /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/;
/** What the start-up check calls a right that a managed database cannot take away. Never a grant to write a table. */
const exceptionPattern =
  /^(?:builtin_function|function|extension|schema|database|setting|trigger|rule|view|cascade|foreign):[^\p{Cc}]{1,300}$/u;
/** An account of MySQL or MariaDB that can be written without quotes, and is none of their own. */
const accountPattern = /^(?!(?:mysql|mariadb|root|public)(?:_|$))[a-z_][a-z0-9_]{0,31}$/;
/** What the start-up check of MySQL finds and may be accepted: it is read within read-only transactions. */
const acceptedPattern = /^(?:view|routine|sequence):[^\p{Cc}]{1,300}$/u;

export const sqliteSource = z
  .object({
    kind: z.literal("sqlite").describe("An embedded database, opened read-only."),
    ...readingOnly,
    file: text(4096).describe("The database file, relative to this file, or `${NAME}`."),
    schema: text(4096).describe("SQL that creates the tables when the file is absent.").optional(),
    seed: text(4096).describe("SQL that fills them, run once after `schema`.").optional(),
    isolation: z
      .enum(["none", "process"])
      .describe(
        "Where statements run: in the server (none, default), or in processes of their own that can be killed (process): slower by some 0.1 ms, and nothing that a statement does holds up the server.",
      )
      .optional(),
  })
  .strict();

/** What the start-up check finds and is to accept. */
const accepted = (pattern: RegExp, says: string) =>
  z
    .object({
      allow: z
        .array(z.string().regex(pattern, says))
        .min(1)
        .describe("Exactly as the start-up check names them; logged at each start."),
    })
    .strict();

export const postgresSource = z
  .object({
    kind: z
      .literal("postgres")
      .describe("PostgreSQL 14 or later, with a role that can do what is said here, and nothing else."),
    ...writing,
    url: text(2048).describe(
      "Where it is, `${NAME}`: postgres://role:password@host:5432/database, read when the server starts.",
    ),
    role: z
      .string()
      .regex(rolePattern, "a role such as internal_db_mcp: lower-case letters, digits and _, not pg_…")
      .describe("The role that the emitted SQL creates: one that can only read, unless `writes` says otherwise."),
    reads: z
      .record(z.array(text(63)).min(1).describe("Names of columns."))
      .describe(
        "What the tools read: columns by table, or `schema.table`. The role may read these and nothing else. Default: derived with `schema`.",
      )
      .optional(),
    schema: text(4096)
      .describe("SQL that creates the tables: the database as it is, without what the role may do.")
      .optional(),
    seed: text(4096)
      .describe("SQL that fills them for development and tests, run once after `schema`.")
      .optional(),
    managed: accepted(
      exceptionPattern,
      "the name of a right from the start-up check, such as builtin_function:lo_creat(integer)",
    )
      .describe("A hosted database, where some rights cannot be revoked: those that are accepted.")
      .optional(),
  })
  .strict();

export const mysqlSource = z
  .object({
    kind: z
      .literal("mysql")
      .describe(
        "MySQL 8 or MariaDB 10.6 or later, with an account that can do what is said here, and nothing else.",
      ),
    ...writing,
    url: text(2048).describe(
      "Where it is, `${NAME}`: mysql://user:password@host:3306/database, read when the server starts.",
    ),
    role: z
      .string()
      .regex(
        accountPattern,
        "an account such as internal_db_mcp: at most 32 lower-case letters, digits and _",
      )
      .describe("The account that the emitted SQL creates: one that can only read, unless `writes` says otherwise."),
    reads: z
      .record(z.array(text(64)).min(1).describe("Names of columns."))
      .describe(
        "What the tools read: columns by table, or `database.table`. The account may read these and nothing else.",
      )
      .optional(),
    schema: text(4096)
      .describe("SQL that creates the tables, for the MariaDB that the compose file makes.")
      .optional(),
    seed: text(4096).describe("SQL that fills them there, run once after `schema`.").optional(),
    managed: accepted(
      acceptedPattern,
      "the name of something from the start-up check, such as view:app.active_users",
    )
      .describe("Views with their definer's rights, and other things that are accepted.")
      .optional(),
  })
  .strict();
