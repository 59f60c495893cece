/**
 * The server that a spec describes, with every default filled in, every unit converted and every name
 * derived: what templates see. Pure data; the same spec gives the same model on any machine.
 */

import type { HttpImplementation } from "./http-model.js";
import type { Setting, Source } from "./source-model.js";

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema 2020-12 object as it goes on the wire. */
export type JsonSchema = { readonly [key: string]: Json };

export interface ServerModel {
  /** The spec's file name, such as `mcp.yaml`: where a reader of the output is sent to make a change. */
  readonly specFile: string;
  /** Paths of the files with further tools, as the spec has them under `include:`; absent without. */
  readonly included?: readonly string[];
  readonly server: ServerIdentity;
  readonly transports: Transports;
  readonly auth: Auth;
  /** Scopes the spec declares, in its order. */
  readonly scopes: readonly Scope[];
  /** Callers over HTTP see only the tools that their scopes allow. */
  readonly hideTools: boolean;
  /** The server's ceilings: a tool's limits never exceed them. */
  readonly limits: Limits;
  /** Where calls are counted for all replicas. Absent: in each process's memory. */
  readonly limitStore?: LimitStore;
  readonly telemetry: Telemetry;
  /** Where it can be deployed to beside a machine of one's own. */
  readonly deploy: Deploy;
  /** Where its checks and releases run by themselves; absent: nowhere. */
  readonly ci?: "github";
  readonly publish: Publish;
  /** The project can prove its controls, and write a report of it. */
  readonly evidence: boolean;
  readonly sources: readonly Source[];
  /** In the order written. */
  readonly tools: readonly Tool[];
  /** Majors of the contract that are served side by side. Absent: this one alone, at the one path. */
  readonly majors?: Majors;
  /** What the databases' engines said of the statements, kept for the next run; absent without a schema. */
  readonly factsFile?: string;
}

export interface ServerIdentity {
  readonly name: string;
  readonly title: string;
  /** Semantic version. */
  readonly version: string;
  readonly description: string;
  readonly instructions?: string;
  readonly owner?: string;
  readonly repository?: string;
  /** SPDX expression or `UNLICENSED`. */
  readonly license: string;
}

export interface Transports {
  readonly stdio: boolean;
  readonly http?: HttpTransport;
}

export interface HttpTransport {
  readonly port: number;
  /** Starts with `/`. */
  readonly path: string;
  /** Host names besides loopback that a request may name. */
  readonly hosts: readonly string[];
  /** Origins that a browser may call from, besides none. */
  readonly origins: readonly string[];
}

/** Who may call over HTTP. */
export type Auth =
  | { readonly kind: "none" }
  | { readonly kind: "jwt"; readonly issuer: string; readonly audience: string; readonly jwksUri?: string }
  | { readonly kind: "apiKeys" };

/** What the server tells of itself beside its log and audit record. */
export interface Telemetry {
  /** Prometheus metrics; only with HTTP. Over stdio each client starts a process of its own. */
  readonly metrics?: { readonly port: number };
  /** OpenTelemetry spans. */
  readonly tracing: boolean;
}

export interface Deploy {
  /** Cloudflare Workers. */
  readonly workers: boolean;
  /** AWS Lambda. */
  readonly lambda: boolean;
  /** An image, and a compose file around it. */
  readonly container: boolean;
  readonly kubernetes: boolean;
  /** Google Cloud Run. */
  readonly cloudRun: boolean;
}

/** Where the server can be had from. */
export interface Publish {
  /** A public package. */
  readonly npm: boolean;
  /** Its name in the MCP registry, such as `io.github.example/internal-db-mcp`. */
  readonly registry?: string;
  /** An MCP bundle. */
  readonly bundle: boolean;
}

export interface Scope {
  readonly name: string;
  readonly description: string;
}

export interface Limits {
  readonly rate: Rate;
  /** Calls at once. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly rows: number;
  readonly bytes: number;
}

/** `calls` per `seconds`, for each caller and tool. */
export interface Rate {
  readonly calls: number;
  readonly seconds: number;
}

/** Redis or Valkey. */
export interface LimitStore {
  /** A literal has no password in it. */
  readonly url: Setting;
  /** While it is away: every replica counts its share of each budget, or calls are refused. */
  readonly onFailure: "local" | "deny";
}

export interface Tool {
  readonly name: string;
  /** Its key in the spec, where that is another: two majors may each have a tool of one name. */
  readonly key?: string;
  /** `query-users` for `query_users`: the stem of its files. Unique without regard to case. */
  readonly fileName: string;
  /** `queryUsers`: its name in TypeScript, never a reserved word. Unique. */
  readonly identifier: string;
  readonly title?: string;
  /** What the model reads, with the notes on caps and deprecation added. */
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations: Annotations;
  /** Arguments that are lowered to this value when larger. */
  readonly caps: Readonly<Record<string, number>>;
  readonly limits: Limits;
  readonly scopes: readonly string[];
  /** Argument names that appear as `[redacted]` in logs and audit. */
  readonly redact: readonly string[];
  readonly deprecated?: Deprecation;
  /** The name under which its files were generated before. */
  readonly renamedFrom?: string;
  /** It answers to that name, too. */
  readonly keepOldName?: true;
  readonly implementation: Implementation;
}

export interface Majors {
  /** The one that `tools` belong to. */
  readonly newest: number;
  /** Oldest first. */
  readonly older: readonly OlderMajor[];
  /** What serves older majors only, under the keys of the spec. */
  readonly retired: readonly Tool[];
}

/** A major as it was released last: what it promised stays, whatever becomes of the newest. */
export interface OlderMajor {
  readonly major: number;
  readonly server: Pick<ServerIdentity, "name" | "title" | "version" | "description" | "instructions">;
  /** Hash of its contract. */
  readonly contract: string;
  /** Absent: nobody has said when. */
  readonly end?: MajorEnd;
  /** In the order in which it listed them. */
  readonly tools: readonly OlderTool[];
}

/** The announced end of a major. Days are `2027-06-30`, in UTC. */
export interface MajorEnd {
  /** Since when its clients are asked to move on. */
  readonly deprecated: string;
  /** It is promised until that day begins. */
  readonly sunset: string;
  /** URL of a page that says how to move on. */
  readonly guide?: string;
}

/** What a tool promised, and who keeps the promise. `tool` has the files and the name of that major. */
export interface OlderTool {
  readonly tool: Tool;
  readonly work: Work;
}

export type Work =
  /** The newest tool, which promises the very same. */
  | { readonly kind: "same"; readonly by: Place }
  /** The tool of a newer major. `columns`: of its rows, only these were promised. */
  | { readonly kind: "newer"; readonly by: Place; readonly columns?: readonly string[] }
  /** The implementation of `tool`; a handler stands where `by` says. */
  | { readonly kind: "own"; readonly by: Place };

/** A tool of a major: `undefined` for the newest. */
export interface Place extends Pick<Tool, "fileName" | "identifier"> {
  readonly major?: number;
}

/** The tool still works; its description and `_meta` say this. */
export interface Deprecation {
  /** Semantic versions. */
  readonly since: string;
  readonly removeIn: string;
  /** The tool to use instead. */
  readonly use?: string;
  readonly reason?: string;
}

/** Effective values, all four always written out. */
export interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

export type Implementation = SqlImplementation | HttpImplementation | HandlerImplementation;

export interface SqlImplementation {
  readonly kind: "sql";
  /** Name and identifier of its source. */
  readonly source: string;
  readonly sourceIdentifier: string;
  /** Trimmed, with its parameters as the source takes them: `:name` as written, `$1` for PostgreSQL, `?` for MySQL. */
  readonly statement: string;
  /** The parameter of each `?`, where one of them has several. */
  readonly places?: readonly string[];
  /** Its parameters in the order of first use, without the colon, with how each is bound. */
  readonly parameters: readonly SqlParameter[];
}

export interface SqlParameter {
  readonly name: string;
  readonly type: "integer" | "number" | "string" | "boolean" | "list" | "json";
}

export interface HandlerImplementation {
  readonly kind: "handler";
  readonly writes: boolean;
  /** The one source that it sees; if it writes, the one that it changes. Absent: all that are open to any handler. */
  readonly source?: string;
  /** The spec's `result` is no object: `outputSchema` has it as `{ result: … }`, and so has the answer. */
  readonly wrapResult: boolean;
}
