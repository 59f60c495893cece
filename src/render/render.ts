import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import type { ServerModel } from "../spec/model.js";
import type { GeneratedFile } from "./file.js";
import { expand, ownerOf, unsafePath } from "./files.js";
import { format, needsPrettier } from "./format.js";
import { registerHelpers } from "./helpers.js";
import { layers } from "./layers.js";
import { builtInTemplates, type Template } from "./templates.js";
import { validatorsModule } from "./validators.js";
import { viewOf, type View } from "./view.js";

// The run-time part of Handlebars has no types of its own for what it shares with the whole.
const engine = (runtime as unknown as typeof Handlebars).create();
registerHelpers(engine);
const templates = builtInTemplates(engine);

/**
 * Every file of the project that a model describes, sorted by path. Pure: the same model gives the same bytes on
 * every machine. Throws for a model that its rules should have refused (a path twice, a schema no validator enforces).
 */
export async function render(model: ServerModel): Promise<readonly GeneratedFile[]> {
  const view = viewOf(model);
  const files = [...templates.flatMap((template) => rendered(template, view, model)), ...computed(view)];
  const unsafe = unsafePath(files.map(({ path }) => path));
  if (unsafe !== undefined)
    throw new Error(`Two files, or none, could be written as ${JSON.stringify(unsafe)}.`);
  const formatted = await Promise.all(
    files.map(async ({ path, text, copied }) =>
      !copied && needsPrettier(path, text) ? format(path, text) : text,
    ),
  );
  return files
    .map(({ path }, index) => ({ path, owner: ownerOf(path), text: formatted[index] as string }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

interface File {
  readonly path: string;
  readonly copied?: boolean;
  readonly text: string;
}

function rendered(template: Template, view: View, model: ServerModel): readonly File[] {
  if (!layers.some((layer) => layer.name === template.layer && layer.when(model))) return [];
  return expand(template.path, view).map(({ path, ...subject }) => ({
    path,
    copied: template.copied,
    text: template.render({ ...view, ...subject }),
  }));
}

/** Files whose text is made by code: the validators and the contract. */
function computed(view: View): readonly File[] {
  const validators = view.tools.map((tool) => ({
    path: `src/generated/validators/${tool.fileName}.js`,
    text: header(view) + validatorsModule({ input: tool.inputSchema, ...output(tool) }),
  }));
  return [...validators, { path: ".create-mcp-prod/contract.json", text: view.contract.text }];
}

const header = ({ specFile }: View): string =>
  `// Generated from ${specFile} by create-mcp-prod. Edit the spec, not this file.\n`;

const output = ({ outputSchema }: View["tools"][number]) => (outputSchema ? { output: outputSchema } : {});
