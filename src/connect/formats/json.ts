import { parseTree, printParseErrorCode, type ParseError } from "jsonc-parser";
import { isRecord } from "../../record.js";
import { parseJson } from "../../regenerate/merge/json.js";
import { mergeText } from "../../regenerate/merge/merge.js";
import { placeAt, type ConfigFormat, type Parsed } from "./format.js";

const print = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** JSON, also with comments and trailing commas, which some clients take. */
export const jsonFormat: ConfigFormat = {
  name: "JSON",
  parse,
  print,
  edit(text, { before, after }) {
    const merged = mergeText({ path: "a.json", base: print(before), mine: text, theirs: print(after) });
    return merged.kind === "merged" ? merged.text : undefined;
  },
};

/** `value expected` for `ValueExpected`. */
const inWords = ({ error }: ParseError): string =>
  printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();

function parse(text: string): Parsed {
  if (text.trim() === "") return { ok: true, value: {} };
  const errors: ParseError[] = [];
  parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    return { ok: false, why: `${placeAt(text, error.offset)}: ${inWords(error)}` };
  }
  const parsed = parseJson(text);
  if (parsed === undefined) return { ok: false, why: "a key is there twice" };
  return isRecord(parsed.value)
    ? { ok: true, value: parsed.value }
    : { ok: false, why: "it is no object with keys" };
}
