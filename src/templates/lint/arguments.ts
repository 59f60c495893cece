/** Whether a helper can be called with what it is given, and what comes of it. */
import type { ArgumentKind, HelperDoc } from "../helper-docs.js";
import type { Field } from "../view-model/field.js";
import { languageOf } from "./language.js";
import { kindInWords } from "./scope.js";

export interface BadArgument {
  /** Of the argument; absent: their number is wrong. */
  readonly index?: number;
  readonly message: string;
}

/** `given` has `undefined` where nothing is known. */
export function badArguments(
  name: string,
  { takes, required = takes.length, repeats = false }: HelperDoc,
  given: readonly (Field | undefined)[],
): readonly BadArgument[] {
  const most = repeats ? Infinity : takes.length;
  if (given.length < required || given.length > most) {
    const signature = takes.map((argument) => argument.name).join(", ") + (repeats ? ", …" : "");
    const count = required === most ? `${most}` : repeats ? `${required} or more` : `${required} to ${most}`;
    const plural = count === "1" ? "argument" : "arguments";
    const message = `${name} takes ${count} ${plural} (${signature}), and is given ${given.length}`;
    return [{ message }];
  }
  return given.flatMap((field, index) => {
    const argument = takes[Math.min(index, takes.length - 1)];
    if (field === undefined || argument === undefined || accepts[argument.kind](field)) return [];
    return [{ index, message: `${name} takes ${inWords[argument.kind]}, and this is ${kindInWords(field)}` }];
  });
}

const isData = ({ kind }: Field): boolean => kind === "json";

const accepts: Readonly<Record<ArgumentKind, (field: Field) => boolean>> = {
  text: (field) => field.kind === "text" || field.kind === "number" || isData(field),
  number: (field) => field.kind === "number" || isData(field),
  value: () => true,
  condition: () => true,
  list: (field) => field.kind === "list" || isData(field),
  map: (field) => field.kind === "map" || field.kind === "object" || isData(field),
  table: (field) => (field.kind === "object" && field.title === "table") || isData(field),
};

const inWords: Readonly<Record<ArgumentKind, string>> = {
  text: "a text",
  number: "a number",
  value: "a value",
  condition: "a condition",
  list: "a list",
  map: "values by name",
  table: "a table of `docs`",
};

/**
 * What a helper gives: a condition, or finished text. Words of the spec that are only joined are words still, and so
 * are those that were quoted for another language than that of the output.
 */
export function resultOf(
  name: string,
  { quotes }: HelperDoc,
  given: readonly (Field | undefined)[],
  output: string,
): Field {
  if (["eq", "not", "and", "or"].includes(name)) return { kind: "flag", doc: "", example: true };
  const wordy = given.some(
    (field) => field?.kind === "json" || (field?.kind === "text" && field.text === "words"),
  );
  const quoted = quotes === undefined ? !["join", "tsList"].includes(name) : quotesFor(quotes, output);
  return { kind: "text", text: wordy && !quoted ? "words" : "code", doc: "", example: "" };
}

/** Markdown holds blocks of any language. */
const quotesFor = (quotes: readonly string[], output: string): boolean =>
  languageOf(output) === "md" || quotes.includes(languageOf(output));
