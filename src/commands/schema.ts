import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { refusal, type Outcome } from "../outcome.js";
import { fileSystemProblem } from "../regenerate/failure.js";
import { publishedSchema } from "../spec/published-schema.js";
import type { Terminal } from "../terminal.js";

/** `create-mcp-prod schema`: the JSON Schema of `mcp.yaml`, for editors. */
export async function schema(values: Values, terminal: Terminal): Promise<Outcome> {
  const text = publishedSchema();
  const out = values.get("out");
  if (typeof out !== "string") {
    if (!values.has("json")) terminal.out(text);
    return { exitCode: 0, diagnostics: [], json: { schema: JSON.parse(text) as unknown } };
  }
  try {
    await writeFile(resolve(terminal.cwd, out), text);
  } catch (error) {
    const problem = fileSystemProblem(error, out);
    if (problem === undefined) throw error;
    return refusal([problem]);
  }
  return { exitCode: 0, diagnostics: [], json: { out: resolve(terminal.cwd, out) } };
}
