/**
 * From sets to the templates that count. The first set that has a file wins; a file is the same whether it is
 * rendered (`.hbs`) or copied.
 */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { editDistance, suggest } from "../diagnostics/suggest.js";
import { byPath } from "../regenerate/paths.js";
import type { Owner } from "../render/file.js";
import type { TemplateText } from "./lint/parse.js";
import { partialName, slotOf } from "./names.js";
import type { TemplateSet } from "./set.js";

/** One file of the output, and whose template makes it. */
export interface Link {
  /** `<layer>/<path>`, without `.hbs`; of a partial, `_name`. */
  readonly slot: string;
  /** As on the disk, or as embedded. */
  readonly key: string;
  /** Absent: built in. */
  readonly set?: TemplateSet;
  readonly template?: TemplateText;
  /** There is a built-in one, which this one takes the place of, or is. */
  readonly isBuiltIn: boolean;
  /** Sets that have it too, further down. */
  readonly hides: readonly string[];
  /** Of a file that a set adds. */
  readonly owner?: Owner;
  /** The set that leaves it out. */
  readonly leftOutBy?: string;
}

/** Sorted by slot. Errors and warnings: MCP1611, MCP1615. */
export function chain(sets: readonly TemplateSet[], builtIn: readonly string[]): Checked<readonly Link[]> {
  const links = new Map<string, Link>();
  for (const key of builtIn) {
    links.set(slot(key), { slot: slot(key), key, isBuiltIn: true, hides: [] });
  }
  const known = [...links.keys()];
  const problems: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  for (const set of sets.toReversed()) {
    const { adds, leaveOut } = set.manifest;
    for (const path of leaveOut) {
      const link = links.get(slot(path));
      if (link === undefined) warnings.push(overridesNothing(set, path, "leaves out", known));
      else links.set(link.slot, { ...link, leftOutBy: set.name });
    }
    problems.push(...checkAdds(set, known));
    const added = new Map([...adds].map(([path, owner]) => [slot(path), owner]));
    for (const [key, template] of set.files) {
      const own = slot(key);
      const below = links.get(own);
      const isBuiltIn = below?.isBuiltIn ?? false;
      const owner = added.get(own);
      if (!isBuiltIn && owner === undefined && isNear(own, known)) {
        warnings.push(overridesNothing(set, key, "has", known));
      }
      const hides = below?.set === undefined ? [] : [below.set.name, ...below.hides];
      links.set(own, { slot: own, key, set, template, isBuiltIn, hides, ...(owner && { owner }) });
    }
  }
  if (problems.length > 0) return { ok: false, diagnostics: [...problems, ...warnings] };
  const sorted = [...links.values()].sort((left, right) => byPath(left.slot, right.slot));
  return { ok: true, value: sorted, diagnostics: warnings };
}

/** Of a file or of a partial. */
export const slot = (key: string): string => {
  const partial = partialName(key);
  return partial === undefined ? slotOf(key) : `_${partial}`;
};

function checkAdds({ name, manifest, files }: TemplateSet, known: readonly string[]): readonly Diagnostic[] {
  const own = [...files.keys()].map(slot);
  return [...manifest.adds.keys()].flatMap((path) => {
    if (known.includes(slot(path))) {
      const message = `${quoted(name)} adds ${quoted(path)}, which is built in`;
      return [
        diagnostic("MCP1611", {
          message,
          help: "an override keeps the owner that the file has: remove it from `adds`",
        }),
      ];
    }
    if (own.includes(slot(path))) return [];
    const message = `${quoted(name)} adds ${quoted(path)}, which is not among its templates`;
    const meant = suggest(path, own);
    return [
      diagnostic("MCP1611", {
        message,
        label: meant && `did you mean "${meant}"?`,
        help: "write the path below templates/, with the layer",
      }),
    ];
  });
}

function overridesNothing(set: TemplateSet, key: string, verb: string, known: readonly string[]): Diagnostic {
  const message = `${quoted(set.name)} ${verb} ${quoted(key)}, and nothing built in is called so`;
  const meant = closest(slot(key), known);
  return diagnostic("MCP1615", { message, label: meant && `did you mean "${meant}"?` });
}

const isNear = (own: string, known: readonly string[]): boolean =>
  own.includes("/") && closest(own, known) !== undefined;

/** The same path in another layer, the same name in another folder of the layer, or one that is spelt alike. */
export function closest(own: string, known: readonly string[]): string | undefined {
  const [layer, path] = split(own);
  const file = path.slice(path.lastIndexOf("/") + 1);
  const inLayer = known.filter((other) => split(other)[0] === layer);
  return (
    known.find((other) => split(other)[1] === path) ??
    (file.startsWith("index.") ? undefined : inLayer.find((other) => other.endsWith(`/${file}`))) ??
    spelling(own, known)
  );
}

/** At most two letters differ: file names are often alike on purpose. */
function spelling(own: string, known: readonly string[]): string | undefined {
  const meant = suggest(own, known);
  if (meant === undefined || Math.abs(meant.length - own.length) > 2) return undefined;
  return editDistance(own, meant) <= 2 ? meant : undefined;
}

function split(own: string): readonly [layer: string, path: string] {
  const at = own.indexOf("/");
  return [own.slice(0, at), own.slice(at + 1)];
}
