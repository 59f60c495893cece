/** Whether the templates of sets hold together: the linter over each, and over what they take part in. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { builtInTemplate } from "./built-in.js";
import type { Link } from "./chain.js";
import { lint } from "./lint/lint.js";
import { parseTemplate, type TemplateText } from "./lint/parse.js";
import { partialName, placeOf } from "./names.js";
import type { TemplateSet } from "./set.js";
import { seenBy, view } from "./view-model/view.js";

/** Errors: MCP1601 to MCP1607. */
export function checkTemplates(links: readonly Link[], sets: readonly TemplateSet[]): readonly Diagnostic[] {
  const partials = new Map<string, TemplateText>();
  for (const { key, template } of links) {
    const name = partialName(key);
    if (name !== undefined) partials.set(name, template ?? builtInTemplate(key));
  }
  const found: Diagnostic[] = [];
  const check = (template: TemplateText, output: string, sees = seenBy(output)) =>
    found.push(...lint({ ...template, output, sees, partials }));

  const replaced = links.flatMap(({ key, isBuiltIn, template }) =>
    isBuiltIn && template !== undefined ? (partialName(key) ?? []) : [],
  );
  for (const { key, template, leftOutBy } of links) {
    if (leftOutBy !== undefined || !key.endsWith(".hbs")) continue;
    const output = placeOf(key).path;
    if (partialName(key) !== undefined) {
      const parsed = template && parseTemplate(template);
      if (parsed?.ok === false) found.push(...parsed.diagnostics);
    } else if (template !== undefined) check(template, output);
    else if (replaced.length > 0) checkAround(key, replaced, (text) => check(text, output));
  }
  for (const { name, manifest } of sets) {
    for (const [end, partial] of manifest.headers) {
      const text = partials.get(partial);
      if (text !== undefined) check(text, `header.${end}`, view);
      else {
        const message = `the header of .${end} files in ${quoted(name)} is ${quoted(partial)}, which is no partial`;
        const label = didYouMean(partial, partials.keys());
        found.push(diagnostic("MCP1605", { message, label, help: `add templates/_${partial}.hbs` }));
      }
    }
  }
  return once(found);
}

/** A built-in template is good as long as what it includes is: only those that include what was replaced count. */
function checkAround(
  key: string,
  replaced: readonly string[],
  check: (template: TemplateText) => void,
): void {
  const template = builtInTemplate(key);
  if (replaced.some((name) => new RegExp(`\\{\\{~?>\\s*${name}\\b`).test(template.text))) check(template);
}

/** A partial is looked at wherever it is included: what is wrong with it is told once. */
function once(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(found.map((one) => [JSON.stringify([one.code, one.message, one.span]), one]));
  return [...seen.values()];
}
