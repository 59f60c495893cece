/** The files of a project whose templates are not all built in. What reads and compiles them is loaded only then. */
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Hash } from "../regenerate/hash.js";
import type { Around } from "../regenerate/prepare.js";
import type { BroughtFile } from "../regenerate/apply.js";
import type { GeneratedFile } from "../render/file.js";
import { PathTaken } from "../render/files.js";
import type { ServerModel } from "../spec/model.js";
import type { LoadedTemplates } from "../templates/load.js";
import { projectFiles } from "./files.js";
import { hasTemplates } from "./has-templates.js";

export interface RenderInput {
  readonly model: ServerModel;
  /** What the spec says under `templates:`. */
  readonly named: readonly string[];
  /** Absolute: where the spec is. */
  readonly folder: string;
  readonly cwd: string;
  /** Where the project is made, absolute, if not there: copies ejected beside the spec are no longer upgraded then. */
  readonly target?: string;
  /** How copies are merged with what changed in the built-in templates. */
  readonly around?: () => Promise<Around>;
}

export interface RenderedProject {
  readonly files: readonly GeneratedFile[];
  /** Hashes of the sets that the spec names, for the lock. */
  readonly templates?: ReadonlyMap<string, Hash>;
}

export type Rendered = Checked<RenderedProject> & { readonly texts: ReadonlyMap<string, string> };

/** `templates: ./a` and `templates: [./a, "@example/b"]` are both lists. */
export const namedTemplates = (written: string | readonly string[] | undefined): readonly string[] =>
  written === undefined ? [] : typeof written === "string" ? [written] : written;

/**
 * What a new project copies of its templates: sets that are folders. Packages stay where they are. Sets that cannot
 * be read are told of when they are rendered with.
 */
export async function broughtSets(
  { named, folder }: Pick<RenderInput, "named" | "folder">,
  cwd: string,
): Promise<readonly BroughtFile[]> {
  const { setFiles } = await import("../templates/load.js");
  return setFiles({ folder, named: named.filter((name) => name.startsWith("./")), cwd });
}

/** Renders with the project's templates. Errors: MCP1601 to MCP1616. */
export async function renderProject(input: RenderInput): Promise<Rendered> {
  if (!hasTemplates(input)) {
    const files = await projectFiles(input.model);
    return { ok: true, value: { files }, diagnostics: [], texts: new Map() };
  }
  const { ejectedFiles, upgraded, withTexts } = await import("../templates/ejected.js");
  const { loadTemplates } = await import("../templates/load.js");
  const { folder, named, target, around } = input;
  const ejected = target === undefined ? ejectedFiles(folder) : [];
  const texts = ejected.length === 0 ? none : await upgraded(folder, ejected, await around?.());
  if (!texts.ok) return { ...texts, texts: new Map() };
  const loaded = loadTemplates(input, (set) => withTexts(set, texts.value));
  if (!loaded.ok) return loaded;
  const rendered = await renderLoaded(input.model, loaded.value);
  const shown = new Map([...loaded.texts, ...rendered.texts]);
  const diagnostics = [...loaded.diagnostics, ...rendered.diagnostics];
  if (!rendered.ok) return { ok: false, diagnostics, texts: shown };
  const { hashes } = loaded.value;
  const { withPackages } = await import("../templates/packages.js");
  const own = withPackages(rendered.value.files, { named, folder, ...(target !== undefined && { target }) });
  const files = [...own, ...ejected];
  return { ok: true, value: { files, templates: hashes }, diagnostics, texts: shown };
}

const none = { ok: true, value: new Map<string, string>() } as const;

async function renderLoaded(model: ServerModel, { templates }: LoadedTemplates): Promise<Rendered> {
  const { TemplateProblem } = await import("../templates/problem.js");
  try {
    const files = await projectFiles(model, templates);
    return { ok: true, value: { files }, diagnostics: [], texts: new Map() };
  } catch (error) {
    if (error instanceof TemplateProblem)
      return { ok: false, diagnostics: error.diagnostics, texts: error.texts };
    if (!(error instanceof PathTaken) || error.makers.length === 0) throw error;
    const makers =
      error.makers.length === 1 ? `${error.makers[0]} and the generator` : error.makers.join(" and ");
    const message = `${makers} both make ${quoted(error.path, 200)}`;
    return { ok: false, diagnostics: [diagnostic("MCP1616", { message })], texts: new Map() };
  }
}
