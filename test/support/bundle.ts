/** The official tool of MCP bundles. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const mcpb = fileURLToPath(new URL("../../node_modules/@anthropic-ai/mcpb/dist/cli/cli.js", import.meta.url));

/** What `mcpb validate` has to say against a manifest; empty when it takes it. */
export async function bundleProblems(manifest: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "create-mcp-prod-bundle-"));
  try {
    const file = join(folder, "manifest.json");
    await writeFile(file, JSON.stringify(manifest));
    const { exitCode, all } = await execa(process.execPath, [mcpb, "validate", file], {
      all: true,
      reject: false,
    });
    return exitCode === 0 ? "" : all;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
