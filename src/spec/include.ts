/** Files of further tools: one document again, in which each tool has its place in the file where it stands. */
import type { Checked, Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { isRecord } from "../record.js";
import type { Document, Path, Places } from "./document.js";
import { isInside } from "./files.js";
import { parseYaml } from "./parse.js";
import { toolFilePattern } from "./schema/words.js";
import { readNamed, type ReadFile } from "./read.js";

/** The folder of a file, with a final `/` or empty. */
export const folderOf = (file: string): string =>
  file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);

/**
 * The document with the tools of the files under its `include:`, in that order, after its own. Fills in the files'
 * `texts`. What is wrong with `include:` itself is for the check of the structure and for the rules to say.
 * Errors: MCP1007 for a tool that is there already, MCP1015, MCP1109, and those of reading YAML.
 */
export async function withIncluded(
  document: Document,
  readFile: ReadFile,
  texts: Map<string, string>,
): Promise<Checked<Document>> {
  const { value } = document;
  if (!isRecord(value) || !Array.isArray(value["include"]))
    return { ok: true, value: document, diagnostics: [] };
  const own = value["tools"];
  if (own !== undefined && own !== null && !isRecord(own))
    return { ok: true, value: document, diagnostics: [] };

  const diagnostics: Diagnostic[] = [];
  const tools = new Map<string, Home>();
  for (const [name, tool] of Object.entries(own ?? {})) tools.set(name, { document, tool });
  for (const [index, path] of value["include"].entries()) {
    const isFirst = value["include"].indexOf(path) === index;
    if (typeof path !== "string" || !isFirst || !isInside(path) || !toolFilePattern.test(path)) continue;
    const file = folderOf(document.file) + path;
    const read = await readIncluded(file, readFile, texts, document.places.value(["include", index]));
    diagnostics.push(...read.diagnostics);
    if (!read.ok) continue;
    for (const [name, tool] of Object.entries(toolsIn(read.value, diagnostics))) {
      const earlier = tools.get(name);
      if (earlier === undefined) tools.set(name, { document: read.value, tool });
      else diagnostics.push(twice(name, read.value, earlier.document));
    }
  }
  const merged = Object.fromEntries([...tools].map(([name, { tool }]) => [name, tool]));
  const places = placesOf(document, tools);
  return {
    ok: true,
    value: { ...document, value: { ...value, tools: merged }, places },
    diagnostics,
  };
}

/** A tool, and the file where it stands. */
interface Home {
  readonly document: Document;
  readonly tool: unknown;
}

async function readIncluded(
  file: string,
  readFile: ReadFile,
  texts: Map<string, string>,
  named: Span | undefined,
): Promise<Checked<Document>> {
  const text = await readNamed(readFile, file, named);
  if (!text.ok) return text;
  texts.set(file, text.value);
  return parseYaml(text.value, file);
}

/** The tools of an included file; whatever else is in it is reported. */
function toolsIn(
  { value, places, file }: Document,
  diagnostics: Diagnostic[],
): Readonly<Record<string, unknown>> {
  const problem = (message: string, span: Span | undefined, label?: string) =>
    diagnostics.push(diagnostic("MCP1109", { message, span, label }));
  if (!isRecord(value)) {
    problem(`${quoted(file, 200)} is no mapping`, places.value([]));
    return {};
  }
  for (const key of Object.keys(value)) {
    if (key === "tools") continue;
    problem(
      `${quoted(key)} is not read from an included file`,
      places.key([key]),
      didYouMean(key, ["tools"]),
    );
  }
  const tools = value["tools"];
  if (isRecord(tools)) return tools;
  problem(`${quoted(file, 200)} has no tools`, places.value("tools" in value ? ["tools"] : []));
  return {};
}

function twice(name: string, { places }: Document, earlier: Document): Diagnostic {
  const there = earlier.places.key(["tools", name]);
  const where = there === undefined ? earlier.file : `${there.file}:${there.start.line}`;
  const span = places.key(["tools", name]);
  return diagnostic("MCP1007", { message: `the tool ${quoted(name)} is in ${where} already`, span });
}

/** A tool's places are those of its file; all else is where it was. */
function placesOf(document: Document, tools: ReadonlyMap<string, Home>): Places {
  const at = ([top, name]: Path): Places =>
    (top === "tools" && typeof name === "string" ? tools.get(name) : undefined)?.document.places ??
    document.places;
  return {
    key: (path) => at(path).key(path),
    value: (path) => at(path).value(path),
    within: (path, from, to) => at(path).within(path, from, to),
  };
}
