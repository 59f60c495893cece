/**
 * What templates may call. Each helper is a verb or a noun that returns finished text of one language, so that
 * nothing a spec says can leave the literal, comment, table or setting it was put in.
 */
import type Handlebars from "handlebars";
import type { Json } from "../spec/model.js";
import { tsKey, tsMember, tsProperty, tsString, tsTemplate, tsValue } from "./literal.js";
import { tsImport, tsLimits, tsLimitTable, tsList, tsSelect } from "./statement.js";
import { envValue, hashComment, mdCode, mdTable, mdText, sqlComment, tsComment, yamlString } from "./text.js";

/** Arguments of a helper without the options that Handlebars adds at the end. */
const own = (args: readonly unknown[]): readonly unknown[] => args.slice(0, -1);

const text = (value: unknown): string => {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new TypeError(`A template gave ${typeof value} where text belongs.`);
};

/** As in `{{#if}}`: an empty list does not hold. */
const holds = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** By name; `helper-docs.ts` describes each. */
export const helpers = {
  // TypeScript
  tsString: (value: unknown) => tsString(text(value)),
  tsTemplate: (value: unknown) => tsTemplate(text(value)),
  tsComment: (value: unknown) => tsComment(text(value)),
  tsKey: (value: unknown) => tsKey(text(value)),
  tsMember: (value: unknown) => tsMember(text(value)),
  ts: (value: Json, indent: number, column: number, trailing: number) =>
    tsValue(value, { indent, column, trailing }),
  tsAround: (head: string, value: Json, tail: string, indent: number) =>
    head + tsValue(value, { indent, column: head.length, trailing: tail.length }) + tail,
  tsProperty: (name: string, value: Json, indent: number) => tsProperty(name, value, indent),
  tsImport: (...args: unknown[]) => {
    const names = own(args).map(text);
    return tsImport(names.slice(0, -1), names.at(-1) as string);
  },
  tsList: (head: string, items: readonly string[], tail: string) => tsList(head, items, tail),
  tsSelect: (
    source: string,
    statement: string,
    bindings: Record<string, string>,
    places: readonly string[],
  ) => tsSelect(source, statement, bindings, places),
  tsLimits: (limits: Record<string, unknown>) => tsLimits(limits),
  tsLimitTable: (limits: Record<string, unknown>) => tsLimitTable(limits),
  // other languages
  json: (value: Json, indent: unknown) => {
    const pad = typeof indent === "number" ? " ".repeat(indent) : "";
    return JSON.stringify(value, null, 2).replaceAll("\n", `\n${pad}`);
  },
  yamlString: (value: unknown) => yamlString(text(value)),
  envValue: (value: unknown) => envValue(text(value)),
  hashComment: (value: unknown) => hashComment(text(value)),
  sqlComment: (value: unknown) => sqlComment(text(value)),
  mdText: (value: unknown) => mdText(text(value)),
  mdCode: (value: unknown) => mdCode(text(value)),
  mdTable: (table: { header: readonly string[]; rows: readonly (readonly string[])[] }) =>
    mdTable(table.header, table.rows),
  join: (...args: unknown[]) => own(args).map(text).join(""),
  // conditions
  eq: (left: unknown, right: unknown) => left === right,
  not: (value: unknown) => !holds(value),
  and: (...args: unknown[]) => own(args).every(holds),
  or: (...args: unknown[]) => own(args).some(holds),
} satisfies Record<string, (...args: never[]) => unknown>;

export function registerHelpers(engine: typeof Handlebars): void {
  engine.registerHelper(helpers);
}
