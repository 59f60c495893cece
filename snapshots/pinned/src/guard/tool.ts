import type { CallToolResult, Tool as ToolDefinition } from "@modelcontextprotocol/server";
import type { Sources } from "../sources/source.js";
import type { Context } from "./call.js";

/** What a tool's logic returns: rows of a query, a plain value, or MCP content blocks of its own making. */
export type Outcome =
  | { readonly kind: "rows"; readonly rows: readonly Row[]; readonly truncated?: Truncation }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "content"; readonly content: CallToolResult["content"] };

export type Row = Readonly<Record<string, unknown>>;

/** Which cap cut the rows short, and its value (rows, or bytes of JSON). */
export interface Truncation {
  readonly by: "rows" | "bytes";
  readonly cap: number;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** One problem of a value: JSON pointers (with `#`) into the schema and into the value. */
export interface ValidationError {
  readonly keywordLocation: string;
  readonly instanceLocation: string;
}

/** A compiled JSON Schema. `errors` belongs to the latest call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

export interface Limits {
  /** `calls` per `seconds`, for each caller. */
  readonly rate: { readonly calls: number; readonly seconds: number };
  /** Calls at once, over all callers. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly rows: number;
  readonly bytes: number;
}

/** A tool, complete: what clients see, what the guard enforces, and the logic. It knows no transport. */
export interface Tool {
  readonly definition: ToolDefinition;
  /** Fills in defaults. */
  readonly validateInput: Validator;
  /** Checks without filling in defaults: what is sent is what was checked. */
  readonly validateOutput?: Validator;
  /** The spec's result is no object, and `outputSchema` has it as `{ result: … }`. */
  readonly wrapResult?: boolean;
  /** Numbers that are lowered to this value when larger. */
  readonly caps: Readonly<Record<string, number>>;
  readonly limits: Limits;
  /** Scopes that a caller needs, all of them. */
  readonly scopes: readonly string[];
  /** Arguments that logs and audit must not show. */
  readonly redact: readonly string[];
  /** It still works and is to go: the records say so of each call, to tell who has not moved yet. */
  readonly deprecated?: boolean;
  /** What the results come from, if that is beyond this server: they are marked as data that nobody vouches for. */
  readonly untrusted?: string;
  readonly run: Run;
}

/** A tool's logic. */
export interface Run {
  (args: Arguments, context: Context): Promise<Outcome>;
  /** Throws, when the server starts, what would make every call fail. */
  readonly prepare?: (sources: Sources) => void;
}

/** Checks a tool's shape where it is written. */
export const defineTool = (tool: Tool): Tool => tool;
