/** From the path of a spec to the model, with every problem of every stage that can run. */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { inReadingOrder } from "../diagnostics/order.js";
import { diagnostic, hasErrors } from "../diagnostics/report.js";
import { factsPath } from "../sql/facts-file.js";
import type { StatementFacts } from "../sql/facts.js";
import type { ConnectPostgres } from "../sql/postgres/open.js";
import { olderMajors } from "../versioning/older-majors.js";
import type { Release } from "../versioning/release-file.js";
import { analyse, type LiveDatabases } from "./analyse.js";
import { buildModel } from "./build-model.js";
import type { Document } from "./document.js";
import { readNamedFiles } from "./files.js";
import { folderOf, withIncluded } from "./include.js";
import { servedMajors } from "./majors.js";
import type { Majors, ServerModel } from "./model.js";
import { parseYaml } from "./parse.js";
import { largestSpec, readSpec, type ReadFile } from "./read.js";
import { runRules } from "./rules/rule.js";
import { rules } from "./rules/rules.js";
import type { Spec } from "./schema.js";
import { checkStructure } from "./structure.js";

export interface LoadedSpec {
  readonly spec: Spec;
  readonly model: ServerModel;
  /** By tool, what the database's engine says of its statement. */
  readonly facts: ReadonlyMap<string, StatementFacts>;
  /** What older majors that are served, too, promised last. */
  readonly releases: ReadonlyMap<number, Release>;
  /** Where everything stands. */
  readonly document: Document;
}

/** `texts`: by file as named in spans, for code frames; there also when the spec is wrong. */
export type Loaded = Checked<LoadedSpec> & { readonly texts: ReadonlyMap<string, string> };

export interface LoadOptions {
  /** How to get a PostgreSQL to check statements with. Absent: only what an earlier run kept is known. */
  readonly connectPostgres?: ConnectPostgres;
  /** The latest release of a major that the spec serves beside its own. Absent: older majors are left out. */
  readonly releaseOf?: (major: number) => Checked<Release | undefined>;
  /** Databases to check the statements against instead of what the spec says of them. */
  readonly live?: LiveDatabases;
}

/**
 * Reads, checks and understands the spec at `path`. Never throws for what a user can write; `readFile` is the
 * only way to the disk, and gets paths below the spec's folder.
 */
export async function loadSpec(path: string, readFile: ReadFile, options: LoadOptions = {}): Promise<Loaded> {
  const texts = new Map<string, string>();
  const text = await readSpec(readFile, path);
  if (!text.ok) return { ...text, texts };
  texts.set(path, text.value);
  const main = await readDocument(path, text.value, texts);
  if (!main.ok) return { ...main, texts };
  const document = await withIncluded(main.value, readFile, texts);
  if (!document.ok) return { ...document, texts };
  const checked = await checkDocument(document.value, readFile, options);
  for (const [file, content] of checked.texts ?? []) if (!texts.has(file)) texts.set(file, content);
  return { ...withDiagnostics(checked, [...main.diagnostics, ...document.diagnostics]), texts };
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
async function checkDocument(
  document: Document,
  readFile: ReadFile,
  options: LoadOptions = {},
): Promise<Checked<LoadedSpec> & { readonly texts?: ReadonlyMap<string, string> }> {
  const structure = checkStructure(document);
  if (structure.spec === undefined) return { ok: false, diagnostics: structure.diagnostics };
  const { spec } = structure;
  const folder = folderOf(document.file);
  const files = await readNamedFiles(spec, document, folder, readFile);
  const { texts } = files;
  const kept = await readKept(folder + factsPath, readFile);
  const analysis = await analyse({ spec, document, files: texts, kept, ...options });
  const context = { spec, document, facts: analysis.facts };
  const diagnostics = [
    ...structure.diagnostics,
    ...(await runRules(rules, context)),
    ...files.diagnostics,
    ...analysis.diagnostics,
  ];
  if (hasErrors(diagnostics)) return { ok: false, diagnostics, texts };
  const specFile = document.file.slice(folder.length);
  const model = buildModel({ spec, specFile, files: texts, facts: analysis.facts });
  const facts = analysis.file === undefined ? {} : { factsFile: analysis.file };
  const majors = majorsOf(spec, document, model, options.releaseOf);
  if (!majors.ok) return { ok: false, diagnostics: [...diagnostics, ...majors.diagnostics], texts };
  return {
    ok: true,
    value: {
      spec,
      model: { ...model, ...facts, ...(majors.value && { majors: majors.value.majors }) },
      facts: analysis.facts,
      releases: new Map(majors.value?.releases),
      document,
    },
    diagnostics,
    texts,
  };
}

interface LoadedMajors {
  readonly majors: Majors;
  readonly releases: readonly (readonly [major: number, release: Release])[];
}

/** The older majors, each from its release. Errors: MCP1704, MCP1712 to MCP1715. */
function majorsOf(
  spec: Spec,
  document: Document,
  model: ServerModel,
  releaseOf: LoadOptions["releaseOf"],
): Checked<LoadedMajors | undefined> {
  const { majors } = model;
  if (majors === undefined || releaseOf === undefined) {
    return { ok: true, value: majors && { majors, releases: [] }, diagnostics: [] };
  }
  const diagnostics: Diagnostic[] = [];
  const releases = (servedMajors(spec) ?? []).slice(0, -1).flatMap((major, index) => {
    const found = releaseOf(major);
    if (found.ok && found.value !== undefined) return [[major, found.value] as const];
    const message = `there is no release of major ${major} to serve`;
    const span = document.places.value(["server", "serve", index]);
    diagnostics.push(...(found.ok ? [diagnostic("MCP1715", { message, span })] : found.diagnostics));
    return [];
  });
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const found = olderMajors({ spec, document, model, releases });
  if (found.diagnostics.length > 0) return { ok: false, diagnostics: found.diagnostics };
  return { ok: true, value: { majors: { ...majors, older: found.older }, releases }, diagnostics: [] };
}

/** What the last run kept; a project without it has had no schema. */
async function readKept(path: string, readFile: ReadFile): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await readFile(path, largestSpec));
  } catch {
    return undefined;
  }
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
  return earlier.some(
    (one) =>
      one.code !== "MCP1007" && one.span?.file === span?.file && one.span?.start.line === span?.start.line,
  );
}
