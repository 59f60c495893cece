/** Makes diagnostics: fills in severity and help from the catalog and makes foreign text safe to print. */
import { catalog, type CatalogEntry, type Code } from "./catalog.js";
import type { Diagnostic, Span } from "./diagnostic.js";
import { printable } from "./printable.js";

export interface Details {
  /** One sentence without a full stop. */
  readonly message: string;
  readonly span?: Span | undefined;
  /** A few words beside the carets. */
  readonly label?: string | undefined;
  /** Default: the catalog's fix. */
  readonly help?: string | undefined;
}

export function diagnostic(code: Code, details: Details): Diagnostic {
  const entry: CatalogEntry = catalog[code];
  return {
    code,
    severity: entry.severity ?? "error",
    message: printable(details.message),
    ...(details.span === undefined ? {} : { span: details.span }),
    ...(details.label === undefined ? {} : { label: printable(details.label) }),
    help: printable(details.help ?? entry.fix),
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
