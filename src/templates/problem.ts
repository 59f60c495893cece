import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** A template that fails on the way: thrown through the renderer, turned into its diagnostics by `projectFiles`. */
export class TemplateProblem extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** For code frames, by file. */
  readonly texts: ReadonlyMap<string, string>;
  constructor(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>) {
    super(diagnostics[0]?.message ?? "a template failed");
    this.name = "TemplateProblem";
    this.diagnostics = diagnostics;
    this.texts = texts;
  }
}
