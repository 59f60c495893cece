/** The folder of a new project: it must be new or empty, and after a failure it is as it was. */
import { mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Checked } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { fileSystemProblem } from "../regenerate/failure.js";
import { specNames } from "./find-spec.js";

/** What an empty folder may hold: an empty repository, and what file managers leave. */
const ignorable = new Set([".git", ".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Errors: MCP1501 not empty, MCP1502 not a folder, MCP1503 not readable. */
export function checkTarget(dir: string): Checked<undefined> {
  const fine = { ok: true, value: undefined, diagnostics: [] } as const;
  try {
    const stat = statSync(dir, { throwIfNoEntry: false });
    if (stat === undefined) return fine;
    if (!stat.isDirectory()) {
      return refused("MCP1502", `${quoted(dir, 200)} is a file`);
    }
    const names = readdirSync(dir).filter((name) => !ignorable.has(name));
    if (names.length === 0) return fine;
    const isProject = names.some((name) => specNames.includes(name));
    const help = isProject
      ? "to generate from the spec in it, run `create-mcp-prod generate` there"
      : undefined;
    return refused("MCP1501", `${quoted(dir, 200)} is not empty: ${list(names, 5)}`, help);
  } catch (error) {
    const problem = fileSystemProblem(error, dir);
    if (problem === undefined) throw error;
    return { ok: false, diagnostics: [problem] };
  }
}

/** Makes `dir` with the folders above it, and gives back what undoes that as far as they are still empty. */
export function makeFolders(dir: string): () => void {
  const made: string[] = [];
  const undo = () => {
    for (const folder of made.toReversed()) {
      try {
        rmdirSync(folder);
      } catch {
        return; // Somebody else put something there.
      }
    }
  };
  const make = (folder: string) => {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
    if (dirname(folder) !== folder) make(dirname(folder));
    mkdirSync(folder);
    made.push(folder);
  };
  try {
    make(dir);
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

function refused(code: "MCP1501" | "MCP1502", message: string, help?: string): Checked<never> {
  return { ok: false, diagnostics: [diagnostic(code, { message, help })] };
}
