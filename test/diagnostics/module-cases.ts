/** Cases of the module form: files that are really written and run, beside this project's packages. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { frame } from "../../src/diagnostics/frame.js";
import { loadSpec, type Loaded } from "../../src/spec/load.js";

export interface ModuleCase {
  readonly code: string;
  readonly name: string;
  /** File names to contents; the first one is the spec. */
  readonly files: Readonly<Record<string, string>>;
}

/** A module with one handler; `params` is code. */
export const withParams = (params: string, imports = "") => `import { defineSpec } from "create-mcp-prod";
${imports}
export default defineSpec({
  spec: 1,
  server: { name: "leads-mcp", version: "1.0.0", description: "Leads." },
  tools: {
    score_lead: { description: "Score a lead.", params: ${params}, handler: true },
  },
});
`;

const one = (code: string, name: string, text: string): ModuleCase => ({
  code,
  name,
  files: { "mcp.config.ts": text },
});
const zod3 = 'import { z } from "zod/v3";';
const zod4 = 'import { z } from "zod";';

export const moduleCases: readonly ModuleCase[] = [
  one("MCP1301", "syntax", "export default {\n  spec: 1,,\n};\n"),
  {
    code: "MCP1301",
    name: "thrown",
    files: {
      "mcp.config.ts":
        'import { limit } from "./limits.js";\nexport default { spec: 1, limits: limit("x") };\n',
      "limits.ts":
        "export function limit(name: string): never {\n  throw new Error(`no limit ${name}`);\n}\n",
    },
  },
  one("MCP1301", "package-absent", 'import { x } from "no-such-package-here";\nexport default x;\n'),
  one("MCP1302", "no-default", "export const spec = { spec: 1 };\n"),
  one("MCP1303", "wrong-place", withParams("{}", zod4).replace('"Leads."', "z.string()")),
  one("MCP1303", "other-library", withParams('{ a: new (class Valibot { "~standard" = 1 })() }')),
  one("MCP1304", "transform", withParams("{ when: z.string().transform(Number) }", zod4)),
  one("MCP1304", "date", withParams("{ range: z.object({ from: z.date() }) }", zod3)),
  one(
    "MCP1304",
    "both-majors",
    withParams(
      "{ a: z3.object({ b: z4.string() }) }",
      'import { z as z3 } from "zod/v3";\nimport { z as z4 } from "zod";',
    ),
  ),
  one("MCP1305", "function", withParams("{ a: { type: 'string', default: () => 1 } }")),
  one("MCP1204", "module", withParams("{}").replace("handler: true", 'source: "maim", sql: "SELECT 1"')),
];

/** Writes the files to a folder of their own, with this project's packages, and loads the first. */
export async function loadModuleFiles<T>(
  files: Readonly<Record<string, string>>,
  look: (loaded: Loaded, folder: string) => T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-"));
  try {
    symlinkSync(
      fileURLToPath(new URL("../../node_modules", import.meta.url)),
      join(folder, "node_modules"),
      "junction",
    );
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return look(await loadSpec(join(folder, Object.keys(files)[0] ?? ""), (path) => readFile(path)), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the user sees, with paths as they would be given inside of the folder. */
export const seenFromModule = ({ code, files }: ModuleCase) =>
  loadModuleFiles(files, (loaded, folder) => {
    if (!loaded.diagnostics.some((found) => found.code === code)) {
      throw new Error(`no ${code}: ${JSON.stringify(loaded.diagnostics)}`);
    }
    const text = (file: string) => loaded.texts.get(file);
    const shown = loaded.diagnostics.map((found) => frame(found, { text })).join("\n\n");
    return `${shown.replaceAll(`${folder}/`, "")}\n`;
  });
