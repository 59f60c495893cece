/** From the names of template sets to templates that can be rendered. Loaded only for projects that have some. */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/report.js";
import type { Hash } from "../regenerate/hash.js";
import type { Templates } from "../render/templates.js";
import { builtInKeys } from "./built-in.js";
import { chain, type Link } from "./chain.js";
import { checkTemplates } from "./check.js";
import { compile } from "./compile.js";
import { manifestName } from "./manifest.js";
import { locateSets } from "./locate.js";
import { readSet, type SetPlace, type TemplateSet } from "./set.js";

export interface TemplateProject {
  /** Absolute: where the spec is. */
  readonly folder: string;
  /** As the spec names them. */
  readonly named: readonly string[];
  /** What shown paths are relative to. */
  readonly cwd: string;
}

export interface LoadedTemplates {
  readonly templates: Templates;
  readonly links: readonly Link[];
  /** Of the sets that the spec names, in its order: what a run was made with. */
  readonly hashes: ReadonlyMap<string, Hash>;
}

export interface Chained {
  readonly sets: readonly TemplateSet[];
  readonly links: readonly Link[];
}

type WithTexts<T> = Checked<T> & { readonly texts: ReadonlyMap<string, string> };

/** Which templates count. Errors: MCP1610 to MCP1615. `edit` may replace texts of the project's own set. */
export function chainTemplates(
  { folder, named, cwd }: TemplateProject,
  edit: (set: TemplateSet) => TemplateSet = (set) => set,
): Checked<Chained> {
  const places = locateSets(folder, named, cwd);
  if (!places.ok) return places;
  const read = places.value.map((place: SetPlace) => readSet(place));
  const problems = read.flatMap(({ diagnostics }) => diagnostics);
  if (hasErrors(problems)) return { ok: false, diagnostics: problems };
  const sets = read.flatMap((one) => (one.ok ? [edit(one.value)] : []));
  const links = chain(sets, builtInKeys);
  const diagnostics = [...problems, ...links.diagnostics];
  if (!links.ok) return { ok: false, diagnostics };
  return { ok: true, value: { sets, links: links.value }, diagnostics };
}

/** Errors: those of `chainTemplates`, and what the linter finds (MCP1601 to MCP1607). */
export function loadTemplates(
  project: TemplateProject,
  edit?: (set: TemplateSet) => TemplateSet,
): WithTexts<LoadedTemplates> {
  const chained = chainTemplates(project, edit);
  if (!chained.ok) return { ...chained, texts: new Map() };
  const { sets, links } = chained.value;
  const texts = new Map(
    sets.flatMap(({ files }) => [...files.values()].map(({ file, text }) => [file, text])),
  );
  const found: readonly Diagnostic[] = [...chained.diagnostics, ...checkTemplates(links, sets)];
  if (hasErrors(found)) return { ok: false, diagnostics: found, texts };
  const hashes = new Map(
    sets.filter(({ name }) => project.named.includes(name)).map(({ name, hash }) => [name, hash]),
  );
  return {
    ok: true,
    value: { templates: compile(links, sets), links, hashes },
    diagnostics: found,
    texts,
  };
}

/** Every file of the sets, by its path below the project; none while anything is wrong with them. */
export function setFiles(
  project: TemplateProject,
): readonly { readonly path: string; readonly bytes: string }[] {
  const chained = chainTemplates(project);
  if (!chained.ok) return [];
  return chained.value.sets.flatMap(({ name, files, manifestText }) => {
    const folder = name.replace(/^\.\//, "");
    const templates = [...files].map(([key, { text }]) => ({
      path: `${folder}/templates/${key}`,
      bytes: text,
    }));
    return [{ path: `${folder}/${manifestName}`, bytes: manifestText }, ...templates];
  });
}
