import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import type { ServerModel } from "../spec/model.js";
import type { GeneratedFile } from "./file.js";
import { factsPath } from "../sql/facts-file.js";
import { expand, movedFrom, ownerOf, PathTaken, unsafePath } from "./files.js";
import { format, needsPrettier } from "./format.js";
import { registerHelpers } from "./helpers.js";
import { layers } from "./layers.js";
import { builtInTemplates, type Template, type Templates } from "./templates.js";
import { validatorsModules } from "./validators.js";
import type { ToolView } from "./tool-view.js";
import { viewOf, type View } from "./view.js";

// The run-time part of Handlebars has no types of its own for what it shares with the whole.
const engine = (runtime as unknown as typeof Handlebars).create();
registerHelpers(engine);
const builtIn = builtInTemplates(engine);

/**
 * Every file of the project that a model describes, sorted by path. Pure: the same model gives the same bytes on
 * every machine. Throws for a model that its rules should have refused (a path twice, a schema no validator enforces),
 * and what templates that are not built in throw.
 */
export async function render(
  model: ServerModel,
  { all, notice, header }: Templates = builtIn,
): Promise<readonly GeneratedFile[]> {
  const view = viewOf(model);
  const files = [
    ...all.flatMap((template) => rendered(template, view, model)),
    ...computed(view, model, notice(view)),
  ];
  const unsafe = unsafePath(files.map(({ path }) => path));
  if (unsafe !== undefined) {
    const makers = files.filter(({ path }) => path.toLowerCase() === unsafe.toLowerCase());
    throw new PathTaken(
      unsafe,
      makers.flatMap(({ file }) => file ?? []),
    );
  }
  const made = await Promise.all(
    files.map(async (file) => {
      const { path, owner, movedFrom } = file;
      const text = withHeader(await finished(file), header?.(path, view));
      const base = { path, owner: owner ?? ownerOf(path), text };
      return movedFrom === undefined ? base : { ...base, movedFrom };
    }),
  );
  return made.sort((left, right) => (left.path < right.path ? -1 : 1));
}

interface File extends Pick<Template, "file" | "owner" | "finish"> {
  readonly path: string;
  readonly movedFrom?: string;
  readonly copied?: boolean;
  readonly text: string;
}

function rendered(template: Template, view: View, model: ServerModel): readonly File[] {
  if (!layers.some((layer) => layer.name === template.layer && layer.when(model))) return [];
  const { copied, file, owner, finish } = template;
  return expand(template.path, view).map(({ path, movedFrom, ...subject }) => ({
    path,
    ...(movedFrom !== undefined && { movedFrom }),
    copied,
    text: template.render({ ...view, ...subject }),
    ...(file !== undefined && { file }),
    ...(owner && { owner }),
    ...(finish && { finish }),
  }));
}

function finished({ path, text, copied, finish }: File): string | Promise<string> {
  if (finish !== undefined) return finish(path, text);
  return !copied && needsPrettier(path, text) ? format(path, text) : text;
}

/** A line that names an interpreter stays the first. */
function withHeader(text: string, header: string | undefined): string {
  if (header === undefined || header === "") return text;
  const first = /^#![^\n]*\n/.exec(text)?.[0] ?? "";
  return first + header + text.slice(first.length);
}

/** Files whose text is made by code: the validators and the contract. */
function computed(view: View, { factsFile }: ServerModel, notice: string): readonly File[] {
  const validators = validatorFiles(view.tools, "", notice).map((file, index) => ({
    ...file,
    ...movedFrom(view.tools[index] ?? { fileName: "" }, (fileName) => validatorPath("", fileName)),
  }));
  const older = (view.majors ?? []).flatMap(({ tools, folder }) => validatorFiles(tools, folder, notice));
  return [
    ...validators,
    ...older,
    { path: ".create-mcp-prod/contract.json", text: view.contract.text },
    ...(factsFile === undefined ? [] : [{ path: factsPath, text: factsFile }]),
  ];
}

/** `folder`: of an older major, below `src/generated/`. */
function validatorFiles(tools: readonly ToolView[], folder: string, notice: string): readonly File[] {
  const schemas = tools.map((tool) => ({
    fileName: tool.fileName,
    input: tool.inputSchema,
    ...output(tool),
  }));
  const guard = folder === "" ? "../../guard/" : "../../../guard/";
  return validatorsModules(schemas, guard).map(({ fileName, text }) => ({
    path: validatorPath(folder, fileName),
    text: notice + text,
  }));
}

const validatorPath = (folder: string, fileName: string): string =>
  `src/generated/${folder === "" ? "" : `${folder}/`}validators/${fileName}.js`;

const output = ({ outputSchema }: ToolView) => (outputSchema ? { output: outputSchema } : {});
