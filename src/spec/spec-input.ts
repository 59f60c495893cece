/** What `defineSpec` takes: the object of `mcp.yaml`, typed, where schemas may also be zod schemas. */

import type { HttpOperationInput, HttpSourceInput } from "./http-input.js";

/** A JSON Schema 2020-12 object. */
export type JsonSchemaInput = { readonly [keyword: string]: unknown };

/** A schema of zod 3 or zod 4, of any copy of zod. */
export type ZodSchemaInput = { readonly _zod: object } | { readonly _def: { readonly typeName: unknown } };

export type SchemaInput = JsonSchemaInput | ZodSchemaInput;

/** A parameter: a schema, or a zod schema with words of the spec beside it. */
export type ParamInput =
  | (JsonSchemaInput & { readonly required?: boolean | readonly string[]; readonly cap?: number })
  | ZodSchemaInput
  | {
      readonly schema: ZodSchemaInput;
      /** A larger number is lowered to this one, and the model is told. */
      readonly cap?: number;
      readonly required?: boolean;
      readonly description?: string;
    };

export interface LimitsInput {
  /** Calls for each caller and tool, such as `60/minute`. */
  readonly rate?: string;
  /** Calls at once. */
  readonly concurrency?: number;
  /** How long one call may take, such as `10s`. */
  readonly timeout?: string;
  /** Rows in one result. */
  readonly rows?: number;
  /** Size of one result, such as `256 KiB`. */
  readonly bytes?: string;
}

export interface ToolInput {
  /** What clients call it, where two majors have a tool of one name. Default: its key. */
  readonly name?: string;
  /** The majors that serve it. Default: the newest, and each older one that was released with a tool of its name. */
  readonly api?: readonly number[];
  readonly title?: string;
  /** What the tool does and when to use it. The model reads this. */
  readonly description: string;
  /** The source that `sql` or `http` runs on; of a handler, the only one that it sees, or the one that it changes. */
  readonly source?: string;
  /** Arguments by name. */
  readonly params?: Readonly<Record<string, ParamInput>>;
  /** All arguments as one schema of an object, instead of `params`. */
  readonly input?: SchemaInput;
  /** The result; for `sql`, one row. */
  readonly result?: SchemaInput;
  /** One read-only statement with `:named` parameters. */
  readonly sql?: string;
  /** One request to an HTTP source. */
  readonly http?: HttpOperationInput;
  /** Hand-written in `src/handlers/`. */
  readonly handler?: true;
  /** The handler or request changes something. `false` with POST: it only asks. */
  readonly writes?: boolean;
  /** Whether the handler's results may hold text from outside, which clients are then warned of. Default: true. */
  readonly openWorld?: boolean;
  /** Stricter than the server's; never looser. */
  readonly limits?: LimitsInput;
  /** Scopes that a caller needs, all of them. */
  readonly scopes?: readonly string[];
  /** Arguments that logs and audit must not show. */
  readonly redact?: readonly string[];
  /** Derived; may be overridden only toward caution. */
  readonly annotations?: {
    readonly readOnlyHint?: boolean;
    readonly destructiveHint?: boolean;
    readonly idempotentHint?: boolean;
    readonly openWorldHint?: boolean;
  };
  readonly renamedFrom?: string;
  readonly keepOldName?: boolean;
  readonly deprecated?: {
    readonly since: string;
    readonly removeIn: string;
    /** The tool to use instead. */
    readonly use?: string;
    readonly reason?: string;
  };
}

/** What a role may change in one table: columns of new rows, columns of rows, whole rows. */
export interface TableWritesInput {
  readonly insert?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: boolean;
}

interface WritingInput {
  /** `write`: handlers with `writes: true` that name it may change what `writes` lists. Default: read. */
  readonly access?: "read" | "write";
  /** With `access: write`: what the role may change, by table. */
  readonly writes?: Readonly<Record<string, TableWritesInput>>;
}

/** A major whose end is announced. Days are such as `2027-06-30`, in UTC. */
interface MajorEndInput {
  readonly major: number;
  /** The day since which its clients are asked to move on. */
  readonly deprecated: string;
  /** The day on which it ends: it is promised until that day begins. */
  readonly sunset: string;
  /** A page that says how to move on. */
  readonly guide?: string;
}

export interface SpecInput {
  readonly $schema?: string;
  /** Version of this format. */
  readonly spec: 1;
  readonly server: {
    /** Package and server name: lower case, npm-valid. */
    readonly name: string;
    readonly title?: string;
    /** Semantic version of the contract. */
    readonly version: string;
    /** Major versions of the contract that are served side by side, oldest first, and when older ones end. */
    readonly serve?: readonly (number | MajorEndInput)[];
    /** At most 100 characters. */
    readonly description: string;
    /** Sent to clients: how to use the tools together. */
    readonly instructions?: string;
    readonly owner?: string;
    readonly repository?: string;
    /** SPDX expression or `UNLICENSED`. */
    readonly license?: string;
  };
  /** Default: both, HTTP on 127.0.0.1:3000/mcp. */
  readonly transports?: {
    readonly stdio?: boolean;
    readonly http?:
      | boolean
      | {
          readonly port?: number;
          readonly path?: string;
          readonly hosts?: readonly string[];
          readonly origins?: readonly string[];
        };
  };
  /** Who may call over HTTP. Absent: anybody, on loopback only. */
  readonly auth?: {
    readonly jwt?: { readonly issuer: string; readonly audience: string; readonly jwksUri?: string };
    readonly apiKeys?: true;
    /** Scope names and what they allow. */
    readonly scopes?: Readonly<Record<string, string>>;
    /** Callers see only the tools that their scopes allow. Default: all see all. */
    readonly hideTools?: boolean;
  };
  /** For every tool that does not say otherwise; no tool may exceed them. */
  readonly limits?: LimitsInput & {
    /** Redis or Valkey that counts calls for all replicas, `${NAME}`. Absent: in memory, one process. */
    readonly store?: string;
    /** Without the store: each replica counts its share (`local`, default), or calls are refused (`deny`). */
    readonly onStoreFailure?: "local" | "deny";
  };
  /** How changes of the contract are judged. */
  readonly versioning?: {
    /** What asks for a look counts as a major change. */
    readonly strict?: boolean;
    /** Levels of your own, by rule. */
    readonly rules?: Readonly<Record<string, "major" | "minor" | "patch" | "off">>;
    /** How long before its end a major is announced to end, such as `90d`, the default. */
    readonly notice?: string;
    /** Changes that ask for no version: reasons by fingerprint. */
    readonly accept?: Readonly<Record<string, string>>;
  };
  /** What the server tells of itself beside its log and audit record. Absent: nothing. */
  readonly telemetry?: {
    /** Prometheus metrics of the HTTP server, on a port of their own. */
    readonly metrics?: boolean | { readonly port?: number };
    /** OpenTelemetry spans. */
    readonly tracing?: boolean;
  };
  /** Workflows of GitHub Actions, pinned by commit, and Renovate. Absent: none. */
  readonly ci?: "github";
  /** Where the server is published. Absent: nowhere. */
  readonly publish?: {
    /** A public package, with provenance. */
    readonly npm?: boolean;
    /** The MCP registry, under this name. `true`: io.github.OWNER/NAME, from a repository on GitHub. */
    readonly registry?: boolean | string;
    /** An MCP bundle (.mcpb), which desktop clients install with a click. */
    readonly bundle?: boolean;
  };
  /** Where else than on a machine of one's own the server can be deployed to. Absent: nowhere. */
  readonly deploy?: {
    /** Cloudflare Workers: an entry and `wrangler.jsonc`. Tools are handlers and requests to HTTP APIs. */
    readonly workers?: boolean;
    /** AWS Lambda behind a function URL or an HTTP API. */
    readonly lambda?: boolean;
    /** A container image, and a compose file with the databases and the store beside it. */
    readonly container?: boolean;
    /** The image, and plain YAML with kustomize overlays. */
    readonly kubernetes?: boolean;
    /** The image, and a service of Google Cloud Run. */
    readonly cloudRun?: boolean;
  };
  /** `npm run evidence`: a dated report of what the tests prove of each control. Default: false. */
  readonly evidence?: boolean;
  /** Template sets that override built-in ones: folders beside the spec (`./…`), or npm packages. */
  readonly templates?: string | readonly string[];
  readonly sources?: Readonly<
    Record<
      string,
      | {
          readonly kind: "sqlite";
          /** A file has no roles: there is no other. */
          readonly access?: "read";
          /** The database file, relative to the spec, or `${NAME}`. */
          readonly file: string;
          /** SQL that creates the tables when the file is absent. */
          readonly schema?: string;
          /** SQL that fills them, run once after `schema`. */
          readonly seed?: string;
          /** Whether statements run in the server (default) or in processes of their own that can be killed. */
          readonly isolation?: "none" | "process";
        }
      | (WritingInput & {
          readonly kind: "postgres";
          /** `${NAME}`: the variable with postgres://role:password@host:5432/database. */
          readonly url: string;
          /** The role that the emitted SQL creates. */
          readonly role: string;
          /** What the tools read: columns by table, or `schema.table`. Default: derived with `schema`. */
          readonly reads?: Readonly<Record<string, readonly string[]>>;
          /** SQL that creates the tables: the database as it is, without what the role may do. */
          readonly schema?: string;
          /** SQL that fills them for development and tests, run once after `schema`. */
          readonly seed?: string;
          /** A hosted database: rights that cannot be revoked, as the start-up check names them. */
          readonly managed?: { readonly allow: readonly string[] };
        })
      | (WritingInput & {
          readonly kind: "mysql";
          /** `${NAME}`: the variable with mysql://user:password@host:3306/database. */
          readonly url: string;
          /** The account that the emitted SQL creates. */
          readonly role: string;
          /** What the tools read: columns by table, or `database.table`. */
          readonly reads?: Readonly<Record<string, readonly string[]>>;
          /** SQL that creates the tables, for the MariaDB that the compose file makes. */
          readonly schema?: string;
          /** SQL that fills them there, run once after `schema`. */
          readonly seed?: string;
          /** Views and others that are accepted, as the start-up check names them. */
          readonly managed?: { readonly allow: readonly string[] };
        })
      | HttpSourceInput
    >
  >;
  /** YAML files with further `tools:`, relative to the spec, listed after the tools here. */
  readonly include?: readonly string[];
  readonly tools: Readonly<Record<string, ToolInput>>;
}
