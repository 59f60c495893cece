/** The frame of a rule: a small check with a name, run on every spec whose structure allows it. */
import type { Code } from "../../diagnostics/catalog.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/report.js";
import type { StatementFacts } from "../../sql/facts.js";
import { pathText, type Document, type Path } from "../document.js";
import type { Spec, SpecTool } from "../schema.js";

export interface RuleContext {
  /** Parts whose structure is wrong are left out: do not conclude from absence, look at `written`. */
  readonly spec: Spec;
  readonly document: Document;
  /** By tool, what the database's engine says of its statement, where the schema is known. */
  readonly facts: ReadonlyMap<string, StatementFacts>;
}

export interface Rule {
  readonly name: string;
  readonly codes: readonly Code[];
  readonly check: (context: RuleContext, report: Report) => void | Promise<void>;
}

export interface Place {
  /** What the carets stand under: the value at the path, or its last key. Default: the value. */
  readonly at?: "key" | "value";
  /** A part of a text value, in UTF-16 code units. */
  readonly part?: { readonly from: number; readonly to: number };
  readonly label?: string | undefined;
  readonly help?: string | undefined;
}

export type Report = (code: Code, path: Path, message: string, place?: Place) => void;

/** Runs rules one after the other and collects what they report. */
export async function runRules(rules: readonly Rule[], context: RuleContext): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const report = reporter(context.document, found);
  for (const rule of rules) await rule.check(context, report);
  return found;
}

/** Reports into a list, each problem with its place in the document. */
export function reporter({ places }: Document, found: Diagnostic[]): Report {
  return (code, path, message, { at, part, label, help } = {}) => {
    const span =
      part !== undefined
        ? places.within(path, part.from, part.to)
        : at === "key"
          ? places.key(path)
          : places.value(path);
    const where = span === undefined ? `${pathText(path)}: ${message}` : message;
    found.push(diagnostic(code, { message: where, span, label, help }));
  };
}

/** Every tool that has the right shape, with its path. */
export function eachTool(spec: Spec, visit: (tool: SpecTool, name: string, path: Path) => void): void {
  for (const [name, tool] of Object.entries(spec.tools)) visit(tool, name, ["tools", name]);
}

/** What the user wrote at a path, whatever its shape; `undefined`: nothing. */
export function written(context: RuleContext, path: Path): unknown {
  let found: unknown = context.document.value;
  for (const part of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<string | number, unknown>)[part];
  }
  return found;
}

/** Keys that the user wrote at a path, whatever is wrong with their values. */
export function writtenKeys(context: RuleContext, path: Path): readonly string[] {
  const value = written(context, path);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
