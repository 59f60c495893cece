/** Everything that a project is made of, from its model. */
import type { GeneratedFile } from "../render/file.js";
import { render } from "../render/render.js";
import type { Templates } from "../render/templates.js";
import { textHash, type Hash } from "../regenerate/hash.js";
import type { ServerModel } from "../spec/model.js";
import { publishedSchema } from "../spec/published-schema.js";
import { editorSchemaPath } from "../prompts/spec-text.js";

/** What `render` makes with the templates, the built-in ones unless others are given, and the schema that editors check the spec with. */
export async function projectFiles(
  model: ServerModel,
  templates?: Templates,
): Promise<readonly GeneratedFile[]> {
  const schema: GeneratedFile = { path: editorSchemaPath, owner: "generated", text: publishedSchema() };
  return [...(await render(model, templates)), schema];
}

/** Of what the spec says: a comment or another spelling of the same does not change it. */
export function specHash(model: ServerModel): Hash {
  return textHash(JSON.stringify(model));
}
