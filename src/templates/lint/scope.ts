/** What names stand for at a place in a template. */
import { quoted } from "../../diagnostics/printable.js";
import type { Field, FieldTable } from "../view-model/field.js";

/** What `this` is at a place, and what is around it. */
export interface Scope {
  readonly field: Field;
  /** What `../` leads to. */
  readonly outer?: Scope;
  /** `@index`, `@key`, `@first`, `@last` are there. */
  readonly loops: boolean;
  /** Names after `as |…|`, of this block and those around it. */
  readonly named: ReadonlyMap<string, Field>;
  readonly root: Field;
}

export const rootScope = (field: Field): Scope => ({
  field,
  loops: false,
  named: new Map(),
  root: field,
});

/** Inside of a block that makes `field` its `this`. */
export const inner = (
  outer: Scope,
  field: Field,
  names: Iterable<readonly [string, Field]>,
  loops: boolean,
): Scope => ({
  field,
  outer,
  loops: loops || outer.loops,
  named: new Map([...outer.named, ...names]),
  root: outer.root,
});

/** What nothing is known of, because something is wrong with it already: it is not complained of again. */
export const anything: Field = { kind: "json", doc: "", example: "null" };

/** Either what the path leads to, or the part that leads nowhere and what could have stood there. */
export type Resolved =
  | { readonly ok: true; readonly field: Field }
  | {
      readonly ok: false;
      /** Index in `parts`; of `@data` and `../` that lead nowhere, 0. */
      readonly part: number;
      readonly why: string;
      readonly candidates: readonly string[];
    };

const number: Field = { kind: "number", doc: "", example: 0 };
const flag: Field = { kind: "flag", doc: "", example: true };
const key: Field = { kind: "text", text: "words", doc: "", example: "" };

const loopData: FieldTable = { index: number, key, first: flag, last: flag };

/** Follows a path, as strict Handlebars does: a name that is not in `this` is not looked for around it. */
export function resolve(path: hbs.AST.PathExpression, scope: Scope): Resolved {
  const parts = path.parts.map(String);
  if (path.data) return resolveData(parts, scope);
  let from: Scope | undefined = scope;
  for (let depth = 0; depth < path.depth && from !== undefined; depth++) from = from.outer;
  if (from === undefined) return failed(0, `${path.original}: there is nothing around this place`, []);
  const [first] = parts;
  const isPlain = path.depth === 0 && !/^(?:this\b|\.)/.test(path.original);
  const named = isPlain && first !== undefined ? scope.named.get(first) : undefined;
  if (named !== undefined) return follow(named, parts, 1);
  const found = follow(from.field, parts, 0);
  if (found.ok || found.part > 0) return found;
  const names = isPlain ? [...scope.named.keys()] : [];
  return { ...found, candidates: [...outside(first ?? "", from), ...found.candidates, ...names] };
}

/** `../name` for each block around that has the name. */
function outside(name: string, scope: Scope): readonly string[] {
  const candidates: string[] = [];
  let prefix = "../";
  for (let at = scope.outer; at !== undefined; at = at.outer, prefix += "../") {
    if (at.field.kind === "object" && Object.hasOwn(at.field.fields, name)) candidates.push(prefix + name);
  }
  return candidates;
}

function resolveData(parts: readonly string[], scope: Scope): Resolved {
  const [first = "", ...rest] = parts;
  if (first === "root") return follow(scope.root, parts, 1);
  const known = scope.loops ? loopData : {};
  const field = Object.hasOwn(known, first) ? known[first] : undefined;
  if (field !== undefined && rest.length === 0) return { ok: true, field };
  const where = Object.hasOwn(loopData, first) ? "is there inside of {{#each}} only" : "does not exist";
  return failed(
    0,
    `@${first} ${where}`,
    [...Object.keys(known), "root"].map((name) => `@${name}`),
  );
}

function follow(field: Field, parts: readonly string[], from: number): Resolved {
  let found = field;
  for (let part = from; part < parts.length; part++) {
    const name = parts[part] ?? "";
    const next = member(found, name);
    if (next !== undefined) {
      found = next;
      continue;
    }
    const what = part > 0 ? parts.slice(0, part).join(".") : "this";
    const names = found.kind === "object" ? Object.keys(found.fields) : [];
    if (names.length === 0) return failed(part, `${what} is ${kindInWords(found)}, which has no fields`, []);
    const place = part > 0 ? ` in ${quoted(what)}` : "";
    return failed(part, `unknown variable ${quoted(name)}${place}`, names);
  }
  return { ok: true, field: found };
}

function member(field: Field, name: string): Field | undefined {
  switch (field.kind) {
    case "object":
      return Object.hasOwn(field.fields, name) ? field.fields[name] : undefined;
    case "list":
      if (name === "length") return number;
      return /^\d+$/.test(name) ? field.of : undefined;
    case "map":
      return field.of;
    case "json":
      return name === "constructor" || name.startsWith("__") ? undefined : field;
    default:
      return undefined;
  }
}

export function kindInWords({ kind }: Field): string {
  const words = {
    text: "a text",
    number: "a number",
    flag: "true or false",
    json: "data of any shape",
    list: "a list",
    map: "a table of values by name",
    object: "an object",
  } as const;
  return words[kind];
}

const failed = (part: number, why: string, candidates: readonly string[]): Resolved => ({
  ok: false,
  part,
  why,
  candidates,
});
