import type { Diagnostic, Position } from "./diagnostic.js";

/** A diagnostic as `--json` prints it. Keys are stable; absent ones are left out. */
export interface DiagnosticJson {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file?: string;
  readonly start?: Position;
  /** Exclusive. */
  readonly end?: Position;
  readonly label?: string;
  readonly help?: string;
}

/** Lines and columns count from 1, as in the text form. */
export function diagnosticJson(diagnostic: Diagnostic): DiagnosticJson {
  const { code, severity, message, span, label, help } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(span === undefined ? {} : { file: span.file, start: span.start, end: span.end }),
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
  };
}
