/** What a walk through a template carries along, and how it reports. */
import type { Code } from "../../diagnostics/catalog.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/report.js";
import type { Parsed, TemplateText } from "./parse.js";

export interface State {
  readonly template: Parsed;
  readonly output: string;
  readonly partials: ReadonlyMap<string, TemplateText>;
  readonly found: Diagnostic[];
  /** Partials around this place with what they were given, so that one that includes itself is walked once. */
  readonly within: readonly string[];
}

export function report(
  { template, found }: State,
  code: Code,
  place: hbs.AST.SourceLocation,
  message: string,
  details: { readonly label?: string | undefined; readonly help?: string | undefined } = {},
): void {
  const span = template.span(place);
  pushNew(found, [diagnostic(code, { message, span, label: details.label, help: details.help })]);
}

/** A partial is walked wherever it is included: what is wrong with it is told once. */
export function pushNew(found: Diagnostic[], more: readonly Diagnostic[]): void {
  const key = ({ code, message, span }: Diagnostic) => JSON.stringify([code, message, span]);
  for (const one of more) if (!found.some((other) => key(other) === key(one))) found.push(one);
}
