/** From the path of a spec to the model, with every problem of every stage that can run. */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { inReadingOrder } from "../diagnostics/order.js";
import { hasErrors } from "../diagnostics/report.js";
import { buildModel } from "./build-model.js";
import type { Document } from "./document.js";
import { readNamedFiles } from "./files.js";
import type { ServerModel } from "./model.js";
import { parseYaml } from "./parse.js";
import { readSpec, type ReadFile } from "./read.js";
import { runRules } from "./rules/rule.js";
import { rules } from "./rules/rules.js";
import type { Spec } from "./schema.js";
import { checkStructure } from "./structure.js";

export interface LoadedSpec {
  readonly spec: Spec;
  readonly model: ServerModel;
}

/** `texts`: by file as named in spans, for code frames; there also when the spec is wrong. */
export type Loaded = Checked<LoadedSpec> & { readonly texts: ReadonlyMap<string, string> };

/**
 * Reads, checks and understands the spec at `path`. Never throws for what a user can write; `readFile` is the
 * only way to the disk, and gets paths below the spec's folder.
 */
export async function loadSpec(path: string, readFile: ReadFile): Promise<Loaded> {
  const texts = new Map<string, string>();
  const text = await readSpec(readFile, path);
  if (!text.ok) return { ...text, texts };
  texts.set(path, text.value);
  const document = await readDocument(path, text.value, texts);
  if (!document.ok) return { ...document, texts };
  const checked = await checkDocument(document.value, readFile);
  return { ...withDiagnostics(checked, document.diagnostics), texts };
}

const modulePattern = /\.[cm]?[jt]s$/;

/** A module is run, anything else is YAML. Fills in `texts` of files that diagnostics point into. */
async function readDocument(
  path: string,
  text: string,
  texts: Map<string, string>,
): Promise<Checked<Document>> {
  if (!modulePattern.test(path)) return parseYaml(text, path);
  const { loadModule } = await import("./module/load-module.js");
  const loaded = await loadModule(path, text);
  for (const [file, content] of loaded.texts) texts.set(file, content);
  return loaded.checked;
}

/** Structure, rules, named files and the model of a document that could be parsed. */
export async function checkDocument(document: Document, readFile: ReadFile): Promise<Checked<LoadedSpec>> {
  const structure = checkStructure(document);
  if (structure.spec === undefined) return { ok: false, diagnostics: structure.diagnostics };
  const { spec } = structure;
  const folder = document.file.slice(
    0,
    Math.max(document.file.lastIndexOf("/"), document.file.lastIndexOf("\\")) + 1,
  );
  const files = await readNamedFiles(spec, document, folder, readFile);
  const diagnostics = [
    ...structure.diagnostics,
    ...(await runRules(rules, { spec, document })),
    ...files.diagnostics,
  ];
  if (hasErrors(diagnostics)) return { ok: false, diagnostics };
  const specFile = document.file.slice(folder.length);
  return {
    ok: true,
    value: { spec, model: buildModel({ spec, specFile, files: files.texts }) },
    diagnostics,
  };
}

function withDiagnostics(checked: Checked<LoadedSpec>, earlier: readonly Diagnostic[]): Checked<LoadedSpec> {
  const own = checked.diagnostics.filter((one) => !followsFrom(one, earlier));
  const diagnostics = inReadingOrder([...earlier, ...own]);
  return checked.ok && !hasErrors(diagnostics) ? { ...checked, diagnostics } : { ok: false, diagnostics };
}

/** Complaints about a value that reading already refused, and left empty: one line, one error. */
const aboutValues = new Set(["MCP1102", "MCP1103", "MCP1104", "MCP1216"]);

function followsFrom({ code, span }: Diagnostic, earlier: readonly Diagnostic[]): boolean {
  if (!aboutValues.has(code)) return false;
  return earlier.some((one) => one.code !== "MCP1007" && one.span?.start.line === span?.start.line);
}
