/** What may stand in a file as it is: never free text of a spec where a helper could quote it, and never an object. */
import { helperDocs, type HelperDoc } from "../helper-docs.js";
import type { Field } from "../view-model/field.js";
import { languageOf } from "./language.js";
import { kindInWords } from "./scope.js";

export interface Unquoted {
  readonly message: string;
  readonly label?: string | undefined;
  readonly help?: string | undefined;
}

const helpers = Object.entries(helperDocs) as readonly (readonly [string, HelperDoc])[];

/** Helpers with which words of a spec may stand in a file of that name. */
const quotersOf = (path: string): readonly string[] =>
  helpers.flatMap(([name, { quotes }]) => (quotes?.includes(languageOf(path)) ? [name] : []));

/** What is wrong with a value that goes into the output. `helper` is what it comes from, if anything. */
export function unquoted(
  field: Field,
  written: string,
  helper: HelperDoc | undefined,
  output: string,
): Unquoted | undefined {
  const quoters = quotersOf(output);
  const suggestion = `{{${quoters[0] ?? "json"} ${written}}}`;
  if (field.kind === "list" || field.kind === "object" || field.kind === "map" || field.kind === "json") {
    const way =
      field.kind === "list"
        ? `go through it with {{#each ${written}}}`
        : `put it through a helper, such as {{json ${written}}}`;
    const message = `${written} is ${kindInWords(field)}, not a text`;
    return { message, help: way };
  }
  if (quoters.length === 0 || field.kind !== "text") return undefined;
  if (field.text === "words") {
    const what =
      helper?.quotes === undefined
        ? `${written} is text of the spec`
        : `${written} quotes for .${helper.quotes[0]} files`;
    const message = `${what}, and could become code here`;
    return {
      message,
      label: helper === undefined ? `write ${suggestion}` : undefined,
      help: forms(quoters, output),
    };
  }
  return undefined;
}

const forms = (quoters: readonly string[], output: string): string =>
  `in .${languageOf(output)} files it goes through ${quoters.join(", ")}`;
