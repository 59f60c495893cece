/** What must hold of everything that is about to be generated, whoever named the paths. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import type { GeneratedFile } from "../render/file.js";
import { pathCollisions, pathProblem } from "./paths.js";
import { isReserved } from "./state.js";

/** Errors for paths that may not be written (MCP1524) and for paths that get in each other's way (MCP1525). */
export function checkOutput(files: readonly Pick<GeneratedFile, "path">[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { path } of files) {
    const problem = isReserved(path) ? "is the generator's own" : pathProblem(path);
    if (problem !== undefined) diagnostics.push(unsafePath(path, problem));
  }
  for (const [first, second] of pathCollisions(files.map((file) => file.path))) {
    const message = `the files ${JSON.stringify(first)} and ${JSON.stringify(second)} cannot both exist`;
    diagnostics.push(diagnostic("MCP1525", { message }));
  }
  return diagnostics;
}

/** MCP1524. `problem` reads on after the path: `is absolute`. */
export function unsafePath(path: string, problem: string): Diagnostic {
  return diagnostic("MCP1524", { message: `the path ${JSON.stringify(path)} ${problem}` });
}
