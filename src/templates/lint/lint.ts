/**
 * Finds in a template what Handlebars would let pass: a misspelt name inside of `{{#if}}` comes out as false, and a
 * text of the spec that nobody quoted becomes code. Walks the tree with what is known of the view model.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Field } from "../view-model/field.js";
import {
  builtInBlocks,
  data,
  docs,
  helperCall,
  helperOf,
  unknownHelper,
  value,
  variable,
  type BuiltInBlock,
} from "./expressions.js";
import { parseTemplate, type TemplateText } from "./parse.js";
import { unquoted } from "./quoting.js";
import { anything, inner, rootScope, type Scope } from "./scope.js";
import { pushNew, report, type State } from "./state.js";

export interface LintInput extends TemplateText {
  /** The path that it makes: its end says which language it is. */
  readonly output: string;
  /** What the template sees. */
  readonly sees: Field;
  /** By name. */
  readonly partials: ReadonlyMap<string, TemplateText>;
}

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
