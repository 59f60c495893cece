/** A place in a text. `line` and `column` count from 1, `offset` (UTF-16 code units) from 0. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A range in one file; `end` is exclusive. `file` is the path as the user gave it. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

export type Severity = "error" | "warning";

/**
 * One thing that is wrong, for its reader: a stable code, where, what was expected, what to do.
 * Diagnostics are values; only the command-line edge prints them or turns them into an exit code.
 */
export interface Diagnostic {
  /** A code of the catalog (`catalog.ts`), such as `MCP1204`. Never reused for another meaning. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence without a full stop. Safe to print: no control or bidirectional characters. */
  readonly message: string;
  readonly span?: Span;
  /** A few words beside the carets, such as `did you mean "main"?`. */
  readonly label?: string;
  /** What to do about it. */
  readonly help?: string;
}

/** Either a value, perhaps with warnings, or at least one error. Both carry every diagnostic found. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
