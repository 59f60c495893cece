/** What stands in the texts of a spec, wherever it is: models read them, people review them, git keeps them. */
import { escapeCharacter, quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import { hiddenCharacter, mixedWord } from "../text/hidden.js";
import { instruction } from "../text/instructions.js";
import { secret } from "../text/secrets.js";
import type { Rule } from "./rule.js";

export const visibleTexts: Rule = {
  name: "visible-texts",
  codes: ["MCP1223", "MCP1234"],
  check({ document }, report) {
    eachText(document.value, [], (text, path, isKey) => {
      const hidden = hiddenCharacter(text, !isKey);
      if (hidden !== undefined) {
        const place = { at: "key" as const, label: hidden.name };
        const part = { part: { from: hidden.from, to: hidden.to }, label: hidden.name };
        report(
          "MCP1223",
          path,
          `invisible character ${escapeCharacter(hidden.character)}`,
          isKey ? place : part,
        );
      }
      const mixed = mixedWord(text);
      if (mixed !== undefined) {
        const part = { part: { from: mixed.from, to: mixed.to } };
        report(
          "MCP1234",
          path,
          `${quoted(mixed.word)} mixes Latin and ${mixed.script} letters`,
          isKey ? { at: "key" } : part,
        );
      }
    });
  },
};

export const noSecrets: Rule = {
  name: "no-secrets",
  codes: ["MCP1225"],
  check({ document }, report) {
    eachText(document.value, [], (text, path, isKey) => {
      const found = secret(text, path.at(-1) === "sql");
      if (found === undefined) return;
      // The message must not repeat it: reports end up in logs.
      const message = `this looks like ${found.what}`;
      report("MCP1225", path, message, isKey ? { at: "key" } : { part: { from: found.from, to: found.to } });
    });
  },
};

export const plainDescriptions: Rule = {
  name: "plain-descriptions",
  codes: ["MCP1224"],
  check({ document }, report) {
    eachText(document.value, [], (text, path, isKey) => {
      if (isKey || !readByModels(path)) return;
      const found = instruction(text);
      if (found === undefined) return;
      const part = { from: found.from, to: found.to };
      report(
        "MCP1224",
        path,
        `${quoted(text.slice(found.from, found.to))} reads like an instruction to the model`,
        { part },
      );
    });
  },
};

/** Descriptions and titles of tools and schemas, and the server's; `instructions` may instruct. */
const readByModels = (path: Path) =>
  ["description", "title", "$comment", "reason"].includes(String(path.at(-1)));

function eachText(
  value: unknown,
  path: Path,
  visit: (text: string, path: Path, isKey: boolean) => void,
): void {
  if (typeof value === "string") visit(value, path, false);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) eachText(item, [...path, index], visit);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      visit(key, [...path, key], true);
      eachText(item, [...path, key], visit);
    }
  }
}
