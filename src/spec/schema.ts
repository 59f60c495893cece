/**
 * The structure of `mcp.yaml`, as a zod 3 schema: zod/v3 because it loads four times faster than zod 4 and
 * because zod-to-json-schema turns it, with its `markdownDescription`s, into the schema that editors use.
 * What structure cannot say (references, uniqueness, SQL, …) is under `rules/`.
 */
import { z } from "zod/v3";
import { mysqlSource, postgresSource, sqliteSource } from "./schema/databases.js";
import { httpSource } from "./schema/http.js";
import { serverLimits, type limits } from "./schema/limits.js";
import { servedMajor } from "./schema/majors.js";
import { publish } from "./schema/publish.js";
import { tool } from "./schema/tool.js";
import { days, text, toolFilePattern, url } from "./schema/words.js";

/** A folder, or the name of an npm package (npm's rules for new packages). */
const templateSet = text(214).regex(
  /^(?:\.\/.*[^/]|(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)$/,
  "a folder such as ./templates, or the name of an npm package",
);

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
        serve: z
          .array(servedMajor)
          .min(1)
          .describe(
            "Major versions of the contract that are served side by side, oldest first: `[1, 2]`. The newest is this file's; older ones are as they were released last, and may say when they end: `[{ major: 1, deprecated: 2026-12-01, sunset: 2027-06-30 }, 2]`.",
          )
          .optional(),
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
        notice: days
          .describe("How long before its end a major is announced to end. Default: 90d.")
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
          .describe(
            "Cloudflare Workers: an entry and `wrangler.jsonc`. Tools are handlers and requests to HTTP APIs.",
          )
          .optional(),
        lambda: z.boolean().describe("AWS Lambda behind a function URL or an HTTP API.").optional(),
        container: z
          .boolean()
          .describe("A container image, and a compose file with the databases and the store beside it.")
          .optional(),
        kubernetes: z
          .boolean()
          .describe("Kubernetes: the image, and plain YAML with kustomize overlays.")
          .optional(),
        cloudRun: z.boolean().describe("Google Cloud Run: the image, and its service.").optional(),
      })
      .strict()
      .describe("Where else than on a machine of one's own the server can be deployed to. Absent: nowhere.")
      .optional(),
    ci: z
      .literal("github")
      .describe("Workflows of GitHub Actions, pinned by commit, and Renovate. Absent: none.")
      .optional(),
    publish: publish.describe("Where the server is published. Absent: nowhere.").optional(),
    evidence: z
      .boolean()
      .describe("`npm run evidence`: a dated report of what the tests prove of each control. Default: false.")
      .optional(),
    templates: z
      .union([templateSet, z.array(templateSet).min(1).max(20)])
      .describe("Template sets that override built-in ones: folders beside this file, or npm packages.")
      .optional(),
    sources: z
      .record(z.discriminatedUnion("kind", [sqliteSource, postgresSource, mysqlSource, httpSource]))
      .describe("Databases and APIs that tools use, by name.")
      .optional(),
    include: z
      .array(text(4096).regex(toolFilePattern, "a file such as tools/users.yaml"))
      .min(1)
      .max(1_000)
      .describe("Files with further `tools:`, relative to this one, listed after the tools here.")
      .optional(),
    tools: z.record(tool).describe("What the server offers, by name, in the order in which clients list it."),
  })
  .strict();

/** A spec as written: the shape is right, the meaning not yet checked. */
export type Spec = z.infer<typeof specSchema>;
/** A major that is served: its number or, with its end, more than that. */
export type SpecMajor = NonNullable<Spec["server"]["serve"]>[number];
export type SpecTool = Spec["tools"][string];
export type SpecSource = NonNullable<Spec["sources"]>[string];
export type SpecDatabase = Exclude<SpecSource, { kind: "http" }>;
export type SpecLimits = z.infer<typeof limits>;
