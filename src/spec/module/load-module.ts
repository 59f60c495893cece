/**
 * `mcp.config.ts`, `.mts`, `.mjs`, `.js`: the user's own code, run as it is. jiti compiles TypeScript on every
 * supported Node (20 cannot strip types) and resolves `create-mcp-prod` to us, installed or not.
 */
import { resolve } from "node:path";
import { createJiti } from "jiti/static";
import type { Checked } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../diagnostics/printable.js";
import { diagnostic } from "../../diagnostics/report.js";
import * as ourselves from "../../index.js";
import type { Document } from "../document.js";
import { moduleDocument } from "./module-document.js";
import { moduleError } from "./module-error.js";

export interface LoadedModule {
  readonly checked: Checked<Document>;
  /** Files that diagnostics point into. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Runs the module and takes its default export as the spec. `text` is its source, for code frames. */
export async function loadModule(file: string, text: string): Promise<LoadedModule> {
  const path = resolve(file);
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { "create-mcp-prod": ourselves },
  });
  let exported: unknown;
  try {
    exported = await jiti.import(path);
  } catch (error) {
    return moduleError(error, { file, path, text });
  }
  const texts = new Map([[file, text]]);
  const spec =
    typeof exported === "object" && exported !== null && "default" in exported ? exported.default : undefined;
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    const message = `${quoted(file)} does not export a spec by default`;
    return { checked: { ok: false, diagnostics: [diagnostic("MCP1302", { message })] }, texts };
  }
  return { checked: await moduleDocument(file, spec), texts };
}
