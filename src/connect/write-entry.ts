/** Puts an entry into a client's file, or shows what that would change. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { plain } from "../diagnostics/frame.js";
import { colouredPatch } from "../diagnostics/patch-colours.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { fileSystemProblem } from "../regenerate/failure.js";
import { decode } from "../regenerate/hash.js";
import { filePatch } from "../regenerate/patch.js";
import type { Terminal } from "../terminal.js";
import { readConfig, replaceConfig, type ConfigFile } from "./config-file.js";
import { mergeEntry, type Merged, type Wanted } from "./merge-entry.js";
import { withoutSecrets } from "./without-secrets.js";

export interface Writing {
  /** Absolute. */
  readonly path: string;
  readonly wanted: Wanted;
  /** Only its user may read the file, if it is new. */
  readonly isPrivate: boolean;
  readonly force: boolean;
  readonly dryRun: boolean;
}

/** Errors: MCP1502, MCP1503, MCP1504, MCP1505, MCP1952 to MCP1955. */
export function writeEntry(writing: Writing, terminal: Terminal): Outcome {
  try {
    const file = readConfig(writing.path);
    const text = decode(file.found?.bytes ?? new Uint8Array());
    if (text === undefined) return unreadable(writing, "it is not UTF-8");
    return carryOut(writing, file, text, mergeEntry(text, writing.wanted), terminal);
  } catch (error) {
    const problem = fileSystemProblem(error, writing.path);
    if (problem === undefined) throw error;
    return refusal([problem]);
  }
}

function carryOut(
  writing: Writing,
  file: ConfigFile,
  text: string,
  merged: Merged,
  terminal: Terminal,
): Outcome {
  const { path, wanted } = writing;
  switch (merged.kind) {
    case "same":
      terminal.err(`${path} has ${quoted(wanted.key)} already; there is nothing to change.\n`);
      return done("none");
    case "unreadable":
      return unreadable(writing, merged.why);
    case "unfit":
      return refusal([diagnostic("MCP1955", { message: `"${path}" is laid out in an unusual way` })]);
    case "differs":
    case "added":
  }
  const patch = withoutSecrets(filePatch(shownPath(path), text, merged.text), merged.before);
  const isReplaced = merged.kind === "differs";
  if (isReplaced && !writing.force) {
    show(patch, terminal);
    return { ...refusal([another(writing, merged.keys)]), exitCode: 1, json: { action: "none", patch } };
  }
  if (writing.dryRun) {
    show(patch, terminal);
    return { ...done(isReplaced ? "replace" : "add"), json: { action: "none", patch } };
  }
  const written = replaceConfig(file, merged.text, writing.isPrivate);
  if (written === undefined) {
    const message = `"${path}" was changed by another program just now`;
    return { ...refusal([diagnostic("MCP1954", { message })]), exitCode: 1 };
  }
  const kept = written.backup === undefined ? "" : ` What it was is in ${written.backup}.`;
  terminal.err(`${isReplaced ? "Replaced" : "Put"} ${wanted.key} in ${path}.${kept}\n`);
  return {
    ...done(isReplaced ? "replace" : "add"),
    json: { action: isReplaced ? "replace" : "add", ...written },
  };
}

const done = (action: "none" | "add" | "replace"): Outcome => ({
  exitCode: 0,
  diagnostics: [],
  json: { action },
});

function unreadable({ path, wanted }: Writing, why: string): Outcome {
  const message = `"${path}" is not the ${wanted.client.format.name} that ${wanted.client.title} reads: ${why}`;
  return refusal([diagnostic("MCP1952", { message })]);
}

function another({ path, wanted }: Writing, keys: readonly string[]): Diagnostic {
  const message = `"${path}" has another entry ${quoted(wanted.key)}, which differs in ${list(keys)}`;
  return diagnostic("MCP1953", { message });
}

/** As `git apply` and readers expect it: without a slash in front. */
const shownPath = (path: string): string => path.replaceAll("\\", "/").replace(/^\//, "");

function show(patch: string, { out, outStyle = plain }: Terminal): void {
  out(outStyle === plain ? patch : colouredPatch(patch, outStyle));
}
