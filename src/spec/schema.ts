/**
 * The structure of `mcp.yaml`, as a zod 3 schema: zod/v3 because it loads four times faster than zod 4 and
 * because zod-to-json-schema turns it, with its `markdownDescription`s, into the schema that editors use.
 * What structure cannot say (references, uniqueness, SQL, …) is under `rules/`.
 */
import { z } from "zod/v3";
import { httpOperation, httpSource } from "./http-schema.js";

const text = (max: number) => z.string().min(1).max(max);

/** `10s`, `1500ms`, `2m`, `1h`. */
export const durationPattern = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/;
/** `500 B`, `256 KiB`, `1.5 MiB`; also `KB` and `MB` (powers of 1000). */
export const sizePattern = /^(\d+(?:\.\d+)?)\s*(B|KiB|MiB|GiB|KB|MB|GB)$/;
/** `60/minute`. */
export const ratePattern = /^(\d+)\s*\/\s*(second|minute|hour|day)$/;
/** `${NAME}`: an environment variable that the server reads when it starts. */
export const environmentPattern = /^\$\{([A-Z][A-Z0-9_]*)\}$/;
/** Names of sources. */
export const identifierPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
/** A role that can be written without quotes. PostgreSQL keeps `pg_…` for its own. */
export const rolePattern = /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/;
/** What the start-up check calls a right that a managed database cannot take away. Never one to write a table. */
export const exceptionPattern =
  /^(?:builtin_function|function|extension|schema|database|setting):[^\p{Cc}]{1,300}$/u;
/** An account of MySQL or MariaDB that can be written without quotes, and is none of their own. */
export const accountPattern = /^(?!(?:mysql|mariadb|root|public)(?:_|$))[a-z_][a-z0-9_]{0,31}$/;
/** What the start-up check of MySQL finds and may be accepted: it is read within read-only transactions. */
export const acceptedPattern = /^(?:view|routine|sequence):[^\p{Cc}]{1,300}$/u;
/** MCP 2026-07-28, server/tools: names should be 1 to 128 of these characters. */
export const toolNamePattern = /^[A-Za-z0-9_.-]{1,128}$/;

// The messages complete "expected …".
const duration = z.string().regex(durationPattern, "a duration, such as 10s, 500ms or 2m");
const size = z.string().regex(sizePattern, "a size, such as 256 KiB or 1 MiB");
const rate = z.string().regex(ratePattern, "a rate, such as 60/minute or 5/second");
const positive = z.number().int().positive();
const identifier = z.string().regex(identifierPattern, "a letter, then at most 63 letters, digits, _ or -");
const url = z.string().url("an absolute URL, such as https://example.com");

/** A folder, or the name of an npm package (npm's rules for new packages). */
const templateSet = text(214).regex(
  /^(?:\.\/.*[^/]|(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)$/,
  "a folder such as ./templates, or the name of an npm package",
);

/** JSON Schema 2020-12 as written; its own validity is a rule, with the position of the bad keyword. */
const jsonSchema = z.record(z.unknown());

const limits = z
  .object({
    rate: rate.describe("Calls for each caller and tool, such as `60/minute`.").optional(),
    concurrency: positive.max(10_000).describe("Calls at once.").optional(),
    timeout: duration.describe("How long one call may take, such as `10s`.").optional(),
    rows: positive.max(1_000_000).describe("Rows in one result.").optional(),
    bytes: size.describe("Size of one result, such as `256 KiB`.").optional(),
  })
  .strict();

const serverLimits = limits
  .extend({
    store: text(2048)
      .describe(
        "Redis or Valkey that counts calls for all replicas, `${NAME}`. Absent: in memory, one process.",
      )
      .optional(),
    onStoreFailure: z
      .enum(["local", "deny"])
      .describe(
        "Without the store: each replica counts its share (local, default), or calls are refused (deny).",
      )
      .optional(),
  })
  .strict();

const sqliteSource = z
  .object({
    kind: z.literal("sqlite").describe("An embedded database, opened read-only."),
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

const postgresSource = z
  .object({
    kind: z.literal("postgres").describe("PostgreSQL 14 or later, with a role that can only read."),
    url: text(2048).describe(
      "Where it is, `${NAME}`: postgres://role:password@host:5432/database, read when the server starts.",
    ),
    role: z
      .string()
      .regex(rolePattern, "a role such as internal_db_mcp: lower-case letters, digits and _, not pg_…")
      .describe("The read-only role that the emitted SQL creates."),
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
    managed: z
      .object({
        allow: z
          .array(
            z
              .string()
              .regex(
                exceptionPattern,
                "the name of a right from the start-up check, such as builtin_function:lo_creat(integer)",
              ),
          )
          .min(1)
          .describe("Exactly as the start-up check names them; logged at each start."),
      })
      .strict()
      .describe("A hosted database, where some rights cannot be revoked: those that are accepted.")
      .optional(),
  })
  .strict();

const mysqlSource = z
  .object({
    kind: z
      .literal("mysql")
      .describe("MySQL 8 or MariaDB 10.6 or later, with an account that can only read."),
    url: text(2048).describe(
      "Where it is, `${NAME}`: mysql://user:password@host:3306/database, read when the server starts.",
    ),
    role: z
      .string()
      .regex(
        accountPattern,
        "an account such as internal_db_mcp: at most 32 lower-case letters, digits and _",
      )
      .describe("The read-only account that the emitted SQL creates."),
    reads: z
      .record(z.array(text(64)).min(1).describe("Names of columns."))
      .describe(
        "What the tools read: columns by table, or `database.table`. The account may read these and nothing else.",
      ),
    managed: z
      .object({
        allow: z
          .array(
            z
              .string()
              .regex(
                acceptedPattern,
                "the name of something from the start-up check, such as view:app.active_users",
              ),
          )
          .min(1)
          .describe("Exactly as the start-up check names them; logged at each start."),
      })
      .strict()
      .describe("Views with their definer's rights, and other things that are accepted.")
      .optional(),
  })
  .strict();

/** A property of `params`: a JSON Schema with two words of our own. */
const param = z
  .object({
    required: z
      .union([z.boolean(), z.array(z.string())])
      .describe(
        "Whether the argument must be given; default: true, unless there is a `default`. For an object, a list of the properties that it must have.",
      )
      .optional(),
    cap: z.number().describe("A larger number is lowered to this one, and the model is told.").optional(),
  })
  .catchall(z.unknown());

const tool = z
  .object({
    title: text(200).describe("Shown to people by clients.").optional(),
    description: text(4096).describe("What the tool does and when to use it. The model reads this."),
    source: identifier.describe("The source that `sql` or `http` runs on.").optional(),
    params: z.record(param).describe("Arguments by name, each a JSON Schema.").optional(),
    input: jsonSchema
      .describe("All arguments as one JSON Schema of type object, instead of `params`.")
      .optional(),
    result: jsonSchema.describe("JSON Schema of the result; for `sql`, of one row.").optional(),
    sql: text(65_536).describe("One read-only statement with `:named` parameters.").optional(),
    http: httpOperation.describe("One request to an HTTP source.").optional(),
    handler: z.literal(true).describe("Hand-written in `src/handlers/`.").optional(),
    writes: z
      .boolean()
      .describe("The handler or request changes something. `false` with POST: it only asks.")
      .optional(),
    openWorld: z
      .boolean()
      .describe(
        "Whether the handler's results may hold text from outside, which clients are then warned of. Default: true.",
      )
      .optional(),
    limits: limits.describe("Stricter than the server's; never looser.").optional(),
    scopes: z.array(text(100)).describe("Scopes that a caller needs.").optional(),
    redact: z.array(text(200)).describe("Arguments that logs and audit must not show.").optional(),
    renamedFrom: text(128)
      .describe(
        "The name it had when it was last generated: its handler, edits and all, moves to the new one.",
      )
      .optional(),
    annotations: z
      .object({
        readOnlyHint: z.boolean().describe("Changes nothing.").optional(),
        destructiveHint: z.boolean().describe("May delete or overwrite.").optional(),
        idempotentHint: z.boolean().describe("A second, equal call changes nothing more.").optional(),
        openWorldHint: z.boolean().describe("Reaches beyond the server's own data.").optional(),
      })
      .strict()
      .describe("Derived; may be overridden only toward caution.")
      .optional(),
    keepOldName: z
      .boolean()
      .describe("It answers to the name of `renamedFrom`, too, which says that it is deprecated.")
      .optional(),
    deprecated: z
      .object({
        since: text(100).describe("The version that deprecated it."),
        removeIn: text(100).describe("The version that will no longer have it."),
        use: text(128).describe("The tool to use instead.").optional(),
        reason: text(500).describe("Why, for the tool's callers.").optional(),
      })
      .strict()
      .describe("The tool still works, and says that it will go.")
      .optional(),
  })
  .strict();

export const specSchema = z
  .object({
    $schema: z.string().describe("This schema, for editors.").optional(),
    spec: z.literal(1).describe("Version of this format."),
    server: z
      .object({
        name: z
          .string()
          .regex(
            /^[a-z0-9][a-z0-9._-]{0,127}$/,
            "a package name: lower-case letters, digits, - . _, beginning with a letter or digit",
          )
          .describe("Package and server name: lower case, npm-valid."),
        title: text(100).describe("Shown to people by clients. Default: from the name.").optional(),
        version: text(100).describe("Semantic version of the contract."),
        description: text(100).describe("At most 100 characters (the registry's limit)."),
        instructions: text(4096).describe("Sent to clients: how to use the tools together.").optional(),
        owner: text(200).describe("Who answers for the server: a team or an address.").optional(),
        repository: url.describe("Where its source is.").optional(),
        license: text(100).describe("SPDX expression or UNLICENSED. Default: UNLICENSED.").optional(),
      })
      .strict()
      .describe("What the server is called and which version of its contract this is."),
    transports: z
      .object({
        stdio: z.boolean().describe("Started by the client, as its child.").optional(),
        http: z
          .union([
            z.boolean(),
            z
              .object({
                port: z.number().int().min(1).max(65_535).describe("Default: 3000.").optional(),
                path: z
                  .string()
                  .regex(/^\/[A-Za-z0-9._~/-]*$/, "a path that begins with /, such as /mcp")
                  .describe("Default: /mcp.")
                  .optional(),
                hosts: z
                  .array(text(253))
                  .describe("Host names, besides loopback, under which clients may call.")
                  .optional(),
                origins: z
                  .array(text(300))
                  .describe("Web origins whose pages may call. Default: none.")
                  .optional(),
              })
              .strict(),
          ])
          .describe("Streamable HTTP.")
          .optional(),
      })
      .strict()
      .describe("Default: both, HTTP on 127.0.0.1:3000/mcp.")
      .optional(),
    auth: z
      .object({
        jwt: z
          .object({
            issuer: url.describe("Whose tokens are accepted; the `iss` of each."),
            audience: url.describe("The server's public URL; the `aud` of each token."),
            jwksUri: url.describe("The issuer's keys. Default: from its metadata.").optional(),
          })
          .strict()
          .describe("OAuth 2.1 access tokens.")
          .optional(),
        apiKeys: z.literal(true).describe("Keys whose hashes the server reads from `API_KEYS`.").optional(),
        scopes: z.record(text(200)).describe("Scope names and what they allow.").optional(),
        hideTools: z
          .boolean()
          .describe("Callers see only the tools that their scopes allow. Default: all see all.")
          .optional(),
      })
      .strict()
      .describe("Who may call over HTTP. Absent: anybody, on loopback only.")
      .optional(),
    limits: serverLimits
      .describe("For every tool that does not say otherwise; no tool may exceed them.")
      .optional(),
    versioning: z
      .object({
        strict: z.boolean().describe("What asks for a look counts as a major change.").optional(),
        rules: z
          .record(z.enum(["major", "minor", "patch", "off"]))
          .describe("Levels of your own, by rule, such as `tool-description-changed: minor`.")
          .optional(),
        accept: z
          .record(text(500).describe("Why; the changelog says so."))
          .describe("Changes that ask for no version, by fingerprint.")
          .optional(),
      })
      .strict()
      .describe("How changes of the contract are judged.")
      .optional(),
    telemetry: z
      .object({
        metrics: z
          .union([
            z.boolean(),
            z
              .object({ port: z.number().int().min(1).max(65_535).describe("Default: 9464.").optional() })
              .strict(),
          ])
          .describe("Prometheus metrics of the HTTP server, on a port of their own. Default port: 9464.")
          .optional(),
        tracing: z
          .boolean()
          .describe("OpenTelemetry spans, sent to where `OTEL_EXPORTER_OTLP_ENDPOINT` says.")
          .optional(),
      })
      .strict()
      .describe("What the server tells of itself beside its log and audit record. Absent: nothing.")
      .optional(),
    deploy: z
      .object({
        workers: z
          .boolean()
          .describe("Cloudflare Workers: an entry and `wrangler.jsonc`. Tools are handlers.")
          .optional(),
        lambda: z.boolean().describe("AWS Lambda behind a function URL or an HTTP API.").optional(),
      })
      .strict()
      .describe("Managed hosts that the server can also be deployed to. Absent: none.")
      .optional(),
    templates: z
      .union([templateSet, z.array(templateSet).min(1).max(20)])
      .describe("Template sets that override built-in ones: folders beside this file, or npm packages.")
      .optional(),
    sources: z
      .record(z.discriminatedUnion("kind", [sqliteSource, postgresSource, mysqlSource, httpSource(size)]))
      .describe("Databases and APIs that tools use, by name.")
      .optional(),
    tools: z.record(tool).describe("What the server offers, by name, in the order in which clients list it."),
  })
  .strict();

/** A spec as written: the shape is right, the meaning not yet checked. */
export type Spec = z.infer<typeof specSchema>;
export type SpecTool = Spec["tools"][string];
export type SpecSource = NonNullable<Spec["sources"]>[string];
export type SpecDatabase = Exclude<SpecSource, { kind: "http" }>;
export type SpecLimits = z.infer<typeof limits>;
