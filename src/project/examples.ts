/** The examples that the package ships. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { loadSpec } from "../spec/load.js";
import { diskReader } from "./read-file.js";

/** Beside `dist/` in the package and beside `src/` in the repository's own tests. */
const home = [new URL("../examples/", import.meta.url), new URL("../../examples/", import.meta.url)]
  .map((url) => fileURLToPath(url))
  .find((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true);

/** The path of an example's spec. An unknown name is refused with a line on each that exists (MCP1907). */
export async function findExample(name: string): Promise<Checked<string>> {
  const names = home === undefined ? [] : readdirSync(home).filter((entry) => specOf(entry) !== undefined);
  const spec = names.includes(name) ? specOf(name) : undefined;
  if (spec !== undefined) return { ok: true, value: spec, diagnostics: [] };
  const width = Math.max(0, ...names.map((known) => known.length));
  const lines = await Promise.all(
    names.map(async (known) => `${known.padEnd(width)}  ${await descriptionOf(known)}`),
  );
  const problem = diagnostic("MCP1907", {
    message: `unknown example ${quoted(name)}`,
    label: didYouMean(name, names),
  });
  // Lines of our own making: the help is the one place that may hold several.
  return { ok: false, diagnostics: [{ ...problem, help: ["the examples are:", ...lines].join("\n    ") }] };
}

function specOf(name: string): string | undefined {
  const path = join(home ?? "", name, "mcp.yaml");
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;
}

async function descriptionOf(name: string): Promise<string> {
  const loaded = await loadSpec(specOf(name) ?? "", diskReader("/"));
  return loaded.ok ? loaded.value.model.server.description : "";
}
