/** What stands in the texts of a spec, wherever it is: models read them, people review them, git keeps them. */
import { escapeCharacter, quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import { hiddenCharacter, mixedWord } from "../text/hidden.js";
import { instruction } from "../text/instructions.js";
import { secret } from "../text/secrets.js";
import type { Place, Report, Rule } from "./rule.js";

interface Text {
  readonly text: string;
  /** A mapping's key, not its value. */
  readonly isKey: boolean;
  /** Keys and indexes to it; changes after the check, so `report` copies it. */
  readonly path: Path;
}

export const texts: Rule = {
  name: "texts",
  codes: ["MCP1223", "MCP1224", "MCP1225", "MCP1234"],
  check({ document }, report) {
    const copying: Report = (code, path, message, place) => report(code, [...path], message, place);
    // One walk for all checks: a large spec has tens of thousands of texts.
    eachText(document.value, [], (text) => {
      checkHidden(text, copying);
      checkSecret(text, copying);
      checkInstruction(text, copying);
    });
  },
};

function checkHidden({ text, isKey, path }: Text, report: Report): void {
  const hidden = hiddenCharacter(text, !isKey);
  if (hidden !== undefined) {
    const message = `invisible character ${escapeCharacter(hidden.character)}`;
    report("MCP1223", path, message, { ...placed(isKey, hidden), label: hidden.name });
  }
  const mixed = mixedWord(text);
  if (mixed !== undefined) {
    const message = `${quoted(mixed.word)} mixes Latin and ${mixed.script} letters`;
    report("MCP1234", path, message, placed(isKey, mixed));
  }
}

function checkSecret({ text, isKey, path }: Text, report: Report): void {
  const found = secret(text, path.at(-1) === "sql");
  // The message must not repeat it: reports end up in logs.
  if (found !== undefined) report("MCP1225", path, `this looks like ${found.what}`, placed(isKey, found));
}

/** What models read before they call; `instructions` may instruct. */
const describing = new Set<unknown>(["description", "title", "$comment", "reason"]);

function checkInstruction({ text, isKey, path }: Text, report: Report): void {
  if (isKey || !describing.has(path.at(-1))) return;
  const found = instruction(text);
  if (found === undefined) return;
  const message = `${quoted(text.slice(found.from, found.to))} reads like an instruction to the model`;
  report("MCP1224", path, message, placed(isKey, found));
}

function placed(isKey: boolean, { from, to }: { from: number; to: number }): Place {
  return isKey ? { at: "key" } : { part: { from, to } };
}

function eachText(value: unknown, path: (string | number)[], visit: (text: Text) => void): void {
  if (typeof value === "string") visit({ text: value, isKey: false, path });
  else if (typeof value === "object" && value !== null) {
    for (const key of Object.keys(value)) {
      path.push(Array.isArray(value) ? Number(key) : key);
      if (!Array.isArray(value)) visit({ text: key, isKey: true, path });
      eachText((value as Record<string, unknown>)[key], path, visit);
      path.pop();
    }
  }
}
