/**
 * Finds in a template what Handlebars would let pass: a misspelt name inside of `{{#if}}` comes out as false, and a
 * text of the spec that nobody quoted becomes code. Walks the tree with what is known of the view model.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Code } from "../../diagnostics/catalog.js";
import { quoted } from "../../diagnostics/printable.js";
import { diagnostic } from "../../diagnostics/report.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { helperDocs, type HelperDoc } from "../helper-docs.js";
import type { Field } from "../view-model/field.js";
import { badArguments, resultOf } from "./arguments.js";
import { parseTemplate, type Parsed, type TemplateText } from "./parse.js";
import { unquoted } from "./quoting.js";
import { anything, inner, resolve, rootScope, type Scope } from "./scope.js";

export interface LintInput extends TemplateText {
  /** The path that it makes: its end says which language it is. */
  readonly output: string;
  /** What the template sees. */
  readonly sees: Field;
  /** By name. */
  readonly partials: ReadonlyMap<string, TemplateText>;
}

interface State {
  readonly template: Parsed;
  readonly output: string;
  readonly partials: ReadonlyMap<string, TemplateText>;
  readonly found: Diagnostic[];
  /** Partials around this place with what they were given, so that one that includes itself is walked once. */
  readonly within: readonly string[];
}

const builtInBlocks = ["if", "unless", "each", "with"] as const;
type BuiltInBlock = (typeof builtInBlocks)[number];
const docs: Readonly<Record<string, HelperDoc>> = helperDocs;
const helperNames = [...Object.keys(helperDocs), "lookup"];

/** Errors: MCP1601 to MCP1607. Each partial is looked at with what it is given where it is included. */
export function lint({ file, text, output, sees, partials }: LintInput): readonly Diagnostic[] {
  const parsed = parseTemplate({ file, text });
  if (!parsed.ok) return parsed.diagnostics;
  const found: Diagnostic[] = [];
  walk(parsed.value.program, rootScope(sees), {
    template: parsed.value,
    output,
    partials,
    found,
    within: [],
  });
  return found;
}

function walk(program: hbs.AST.Program | undefined, scope: Scope, state: State): void {
  for (const statement of program?.body ?? []) visit(statement, scope, state);
}

function visit(statement: hbs.AST.Statement, scope: Scope, state: State): void {
  switch (statement.type) {
    case "MustacheStatement":
      return mustache(statement as hbs.AST.MustacheStatement, scope, state);
    case "BlockStatement":
      return block(statement as hbs.AST.BlockStatement, scope, state);
    case "PartialStatement":
      return partial(statement as hbs.AST.PartialStatement, scope, state);
    case "PartialBlockStatement":
    case "Decorator":
    case "DecoratorBlock":
      return report(state, "MCP1607", statement.loc, "templates cannot define partials within themselves");
    default:
      return undefined;
  }
}

function mustache(statement: hbs.AST.MustacheStatement, scope: Scope, state: State): void {
  const call = statement as unknown as hbs.AST.SubExpression;
  if (call.path.type !== "PathExpression") {
    return report(state, "MCP1602", call.loc, "this is a value, not a variable");
  }
  const helper = helperOf(call);
  if (helper === undefined && (call.params.length > 0 || call.hash !== undefined)) {
    return unknownHelper(call, state);
  }
  const field =
    helper === undefined ? variable(call.path, scope, state, true) : helperCall(call, scope, state);
  if (field === undefined || field === anything) return undefined;
  const problem = unquoted(
    field,
    call.path.original,
    helper === undefined ? undefined : docs[helper],
    state.output,
  );
  if (problem !== undefined) report(state, "MCP1606", statement.loc, problem.message, problem);
}

const helperOf = ({ path }: hbs.AST.SubExpression): string | undefined => {
  const isSimple = !path.data && path.depth === 0 && path.parts.length === 1;
  return isSimple && helperNames.includes(path.original) ? path.original : undefined;
};

/** What the path leads to; reports one that leads nowhere, and then knows nothing of it. */
function variable(
  path: hbs.AST.PathExpression,
  scope: Scope,
  state: State,
  mayBeHelper = false,
): Field | undefined {
  const resolved = resolve(path, scope);
  if (resolved.ok) return resolved.field;
  const { part, why, candidates } = resolved;
  const written = path.data ? path.original : String(path.parts[part] ?? path.original);
  const names = mayBeHelper && part === 0 ? [...candidates, ...helperNames] : candidates;
  const exact = candidates.find((name) => name.replaceAll("../", "") === written);
  const label = exact === undefined ? didYouMean(written, names) : `did you mean "${exact}"?`;
  report(state, "MCP1602", partAt(path, part), why, { label });
  return undefined;
}

/** Where a part of a path stands, and what follows it. */
function partAt({ parts, original, loc }: hbs.AST.PathExpression, part: number): hbs.AST.SourceLocation {
  let at = 0;
  for (const before of parts.slice(0, part)) {
    at = original.indexOf(String(before), at) + String(before).length;
  }
  const from = part === 0 ? 0 : original.indexOf(String(parts[part]), at);
  return { ...loc, start: { line: loc.start.line, column: loc.start.column + Math.max(from, 0) } };
}

/** The value of an argument, as far as it is known. */
function value(expression: hbs.AST.Expression, scope: Scope, state: State): Field | undefined {
  switch (expression.type) {
    case "PathExpression": {
      const path = expression as hbs.AST.PathExpression;
      return variable(path, scope, state);
    }
    case "SubExpression": {
      const call = expression as hbs.AST.SubExpression;
      if (helperOf(call) !== undefined) return helperCall(call, scope, state);
      unknownHelper(call, state);
      return undefined;
    }
    case "StringLiteral":
      return { kind: "text", text: "code", doc: "", example: (expression as hbs.AST.StringLiteral).value };
    case "NumberLiteral":
      return { kind: "number", doc: "", example: (expression as hbs.AST.NumberLiteral).value };
    case "BooleanLiteral":
      return { kind: "flag", doc: "", example: true };
    default:
      return data;
  }
}

function helperCall(call: hbs.AST.SubExpression, scope: Scope, state: State): Field | undefined {
  const name = call.path.original;
  const given = call.params.map((param) => value(param, scope, state));
  for (const { loc } of call.hash?.pairs ?? []) {
    report(state, "MCP1604", loc, `${name} takes no named arguments`);
  }
  const doc = docs[name];
  if (doc === undefined) return data; // `lookup`
  for (const { index, message } of badArguments(name, doc, given)) {
    const place = index === undefined ? call.loc : (call.params[index]?.loc ?? call.loc);
    report(state, "MCP1604", place, message);
  }
  return resultOf(name, doc, given, state.output);
}

function unknownHelper(call: hbs.AST.SubExpression, state: State): void {
  const { path } = call;
  const name = path.original;
  const isBlock = builtInBlocks.some((known) => known === name);
  const message = isBlock ? `${name} is a block` : `unknown helper ${quoted(name)}`;
  const label = isBlock ? `did you mean "{{#${name} …}}"?` : didYouMean(name, helperNames);
  report(state, "MCP1603", path.loc, message, { label });
}

function block(statement: hbs.AST.BlockStatement, scope: Scope, state: State): void {
  const { path, params, program, inverse } = statement;
  const name = builtInBlocks.find((known) => known === path.original);
  if (name === undefined) {
    const label = didYouMean(path.original, builtInBlocks);
    report(state, "MCP1603", path.loc, `unknown block ${quoted(path.original)}`, {
      label,
      help: `blocks are ${builtInBlocks.map((known) => `{{#${known} …}}`).join(", ")}`,
    });
    return;
  }
  if (params.length !== 1) {
    const message = `{{#${name}}} takes one argument, and is given ${params.length}`;
    report(state, "MCP1604", statement.loc && headOf(statement), message);
  }
  const [subject] = params.map((param) => value(param, scope, state));
  walk(program, scopeIn(name, statement, subject, scope, state), state);
  walk(inverse, scope, state);
}

/** The tag that begins a block, without what is in it. */
function headOf({ path, params, loc }: hbs.AST.BlockStatement): hbs.AST.SourceLocation {
  return { ...loc, start: path.loc.start, end: (params.at(-1) ?? path).loc.end };
}

function scopeIn(
  name: BuiltInBlock,
  statement: hbs.AST.BlockStatement,
  subject: Field | undefined,
  scope: Scope,
  state: State,
): Scope {
  if (name === "if" || name === "unless") return scope;
  const names = statement.program?.blockParams ?? [];
  if (name === "with") {
    const field = subject ?? anything;
    return inner(
      scope,
      field,
      names.slice(0, 1).map((as) => [as, field] as const),
      false,
    );
  }
  const { item, key } = itemOf(subject);
  if (item === undefined) {
    const place = statement.params[0]?.loc ?? statement.loc;
    report(state, "MCP1604", place, "{{#each}} goes through a list, and this is none");
  }
  const given = [item ?? anything, key] as const;
  return inner(
    scope,
    item ?? anything,
    names.slice(0, 2).map((as, at) => [as, given[at] ?? anything]),
    true,
  );
}

const data: Field = { kind: "json", doc: "", example: "null" };

function itemOf(subject: Field | undefined): { readonly item: Field | undefined; readonly key: Field } {
  const index: Field = { kind: "number", doc: "", example: 0 };
  const key: Field = { kind: "text", text: "words", doc: "", example: "" };
  switch (subject?.kind) {
    case "list":
      return { item: subject.of, key: index };
    case "map":
      return { item: subject.of, key };
    case undefined:
      return { item: anything, key };
    case "object":
    case "json":
      return { item: subject.kind === "json" ? subject : data, key };
    default:
      return { item: undefined, key };
  }
}

function partial(statement: hbs.AST.PartialStatement, scope: Scope, state: State): void {
  const { name: path, params, hash, loc } = statement;
  if (path.type !== "PathExpression") {
    return report(state, "MCP1607", loc, "which partial is included is settled only when it is rendered");
  }
  const name = (path as hbs.AST.PathExpression).original;
  const included = state.partials.get(name);
  const given = params.map((param) => value(param, scope, state));
  const named = (hash?.pairs ?? []).map(
    (pair) => [pair.key, value(pair.value, scope, state) ?? anything] as const,
  );
  if (included === undefined) {
    const label = didYouMean(name, state.partials.keys());
    return report(state, "MCP1605", path.loc, `unknown partial ${quoted(name)}`, { label });
  }
  const base = params.length === 0 ? scope.field : (given[0] ?? anything);
  const fields = base.kind === "object" ? base.fields : {};
  const sees: Field =
    named.length === 0
      ? base
      : { kind: "object", doc: "", fields: { ...fields, ...Object.fromEntries(named) } };
  if (state.within.includes(name)) return undefined;
  const parsed = parseTemplate(included);
  if (!parsed.ok) {
    pushNew(state.found, parsed.diagnostics);
    return undefined;
  }
  const within = [...state.within, name];
  return walk(parsed.value.program, rootScope(sees), { ...state, template: parsed.value, within });
}

function report(
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
function pushNew(found: Diagnostic[], more: readonly Diagnostic[]): void {
  const key = ({ code, message, span }: Diagnostic) => JSON.stringify([code, message, span]);
  for (const one of more) if (!found.some((other) => key(other) === key(one))) found.push(one);
}
