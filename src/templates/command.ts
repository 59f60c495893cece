/** What `create-mcp-prod templates …` finds out; the command prints it. */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { builtInKeys, builtInText } from "./built-in.js";
import { closest, slot, type Link } from "./chain.js";
import { placeOf } from "./names.js";

export interface Listed {
  /** `<layer>/<path>`. */
  readonly template: string;
  /** `built-in`, or the set that it comes from. */
  readonly from: string;
  /** `built-in`: taken as it is; `override`: in the place of a built-in one; `added`: by a set; `left out`. */
  readonly state: "built-in" | "override" | "added" | "left out";
  /** Sets further down that have it, too. */
  readonly hides: readonly string[];
}

export const listed = (links: readonly Link[]): readonly Listed[] =>
  links.map(({ key, set, isBuiltIn, hides, leftOutBy }) => ({
    template: key,
    from: leftOutBy ?? set?.name ?? "built-in",
    state:
      leftOutBy === undefined
        ? set === undefined
          ? "built-in"
          : isBuiltIn
            ? "override"
            : "added"
        : "left out",
    hides,
  }));

/** Columns for a person; without a final newline. */
export function listText(rows: readonly Listed[]): string {
  const width = Math.max(...rows.map(({ template }) => template.length));
  const line = ({ template, from, state, hides }: Listed) => {
    const said = state === "built-in" ? state : `${state}, ${state === "left out" ? "by" : "from"} ${from}`;
    const over = hides.length > 0 ? `, before ${hides.join(", ")}` : "";
    return `${template.padEnd(width)}  ${said}${over}`;
  };
  return rows.map(line).join("\n");
}

/**
 * The template that a user means: `base/src/main.ts`, with or without `.hbs`, or `src/main.ts` where only one layer
 * has it. Errors: MCP1617.
 */
export function findTemplate(written: string, links: readonly Link[]): Checked<Link> {
  const wanted = written.replaceAll("\\", "/").replace(/^\.\//, "");
  const exact = links.find((link) => link.key === wanted || link.slot === slot(wanted));
  if (exact !== undefined) return { ok: true, value: exact, diagnostics: [] };
  const sameOutput = links.filter(({ key }) => placeOf(key).path === wanted.replace(/\.hbs$/, ""));
  const [only, ...more] = sameOutput;
  if (only !== undefined && more.length === 0) return { ok: true, value: only, diagnostics: [] };
  const message = `no template is called ${quoted(wanted, 200)}`;
  if (only !== undefined) {
    const help = `there is one in several layers: ${list(sameOutput.map(({ key }) => key))}`;
    return refused(diagnostic("MCP1617", { message: `${quoted(wanted, 200)} is not unique`, help }));
  }
  const meant =
    closest(
      wanted,
      links.map((link) => link.slot),
    ) ??
    closest(
      `base/${wanted}`,
      links.map((link) => link.slot),
    );
  return refused(diagnostic("MCP1617", { message, label: meant && `did you mean "${meant}"?` }));
}

/** From the built-in template to the one that counts; empty where they are the same, or nothing is built in. */
export async function difference({ slot: own, key, set, template, leftOutBy }: Link): Promise<string> {
  const builtIn = builtInKeys.find((one) => slot(one) === own);
  if (builtIn === undefined || (set === undefined && leftOutBy === undefined)) return "";
  const { createTwoFilesPatch } = await import("diff");
  const before = builtInText(builtIn);
  const after = leftOutBy === undefined ? (template?.text ?? "") : "";
  if (before === after && builtIn === key) return "";
  const to = leftOutBy === undefined ? (template?.file ?? key) : "/dev/null";
  const patch = createTwoFilesPatch(`built-in/${builtIn}`, to, before, after, undefined, undefined, {
    context: 3,
  });
  return patch.replace(/^=+\n/, "");
}

const refused = (problem: Diagnostic): Checked<never> => ({ ok: false, diagnostics: [problem] });
