/** Variables and helper calls of a template: what they stand for, as far as it is known. */
import { quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { helperDocs, type HelperDoc } from "../helper-docs.js";
import type { Field } from "../view-model/field.js";
import { badArguments, resultOf } from "./arguments.js";
import { resolve, type Scope } from "./scope.js";
import { report, type State } from "./state.js";

export const builtInBlocks = ["if", "unless", "each", "with"] as const;
export type BuiltInBlock = (typeof builtInBlocks)[number];
export const docs: Readonly<Record<string, HelperDoc>> = helperDocs;
const helperNames = [...Object.keys(helperDocs), "lookup"];

/** A value of which nothing more is known. */
export const data: Field = { kind: "json", doc: "", example: "null" };

/** The name of the helper that this calls, if it calls one. */
export const helperOf = ({ path }: hbs.AST.SubExpression): string | undefined => {
  const isSimple = !path.data && path.depth === 0 && path.parts.length === 1;
  return isSimple && helperNames.includes(path.original) ? path.original : undefined;
};

/** What the path leads to; reports one that leads nowhere, and then knows nothing of it. */
export function variable(
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
export function value(expression: hbs.AST.Expression, scope: Scope, state: State): Field | undefined {
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

export function helperCall(call: hbs.AST.SubExpression, scope: Scope, state: State): Field | undefined {
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

export function unknownHelper(call: hbs.AST.SubExpression, state: State): void {
  const { path } = call;
  const name = path.original;
  const isBlock = builtInBlocks.some((known) => known === name);
  const message = isBlock ? `${name} is a block` : `unknown helper ${quoted(name)}`;
  const label = isBlock ? `did you mean "{{#${name} …}}"?` : didYouMean(name, helperNames);
  report(state, "MCP1603", path.loc, message, { label });
}
