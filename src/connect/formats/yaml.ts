import { parseDocument, stringify } from "yaml";
import { isRecord } from "../../record.js";
import { mergeText } from "../../regenerate/merge/merge.js";
import { parseYaml } from "../../regenerate/merge/yaml.js";
import { placeAt, type ConfigFormat, type Parsed } from "./format.js";

const print = (value: unknown): string => stringify(value, { lineWidth: 0 });

export const yamlFormat: ConfigFormat = {
  name: "YAML",
  parse,
  print,
  edit(text, { before, after }) {
    if (isBlank(text)) return `${text}${print(after)}`;
    const merged = mergeText({ path: "a.yaml", base: print(before), mine: text, theirs: print(after) });
    return merged.kind === "merged" ? merged.text : undefined;
  },
};

/** Comments alone are no document that anything could be put into. */
const isBlank = (text: string): boolean => text.split("\n").every((line) => /^\s*(?:#|$)/.test(line));

function parse(text: string): Parsed {
  if (isBlank(text)) return { ok: true, value: {} };
  const [error] = parseDocument(text, { uniqueKeys: true, prettyErrors: false }).errors;
  if (error !== undefined) return { ok: false, why: `${placeAt(text, error.pos[0])}: ${error.message}` };
  const parsed = parseYaml(text);
  if (parsed === undefined) {
    return { ok: false, why: "it has anchors, tags or several documents, which are only changed by hand" };
  }
  return isRecord(parsed.value) ? { ok: true, value: parsed.value } : { ok: false, why: "it is no mapping" };
}
