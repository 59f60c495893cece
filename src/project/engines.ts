/** Gets the engines that statements are checked with, for the commands: what to look for, fetch and say. */
import { existsSync } from "node:fs";
import type { Checked } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Connection } from "../sql/postgres/connection.js";
import type { ConnectPostgres } from "../sql/postgres/open.js";
import { Interrupted, type Terminal } from "../terminal.js";

/**
 * A PostgreSQL for the project in `folder`: installed there, or in the user's cache, or fetched into that unless
 * `offline`. Errors: MCP1427.
 */
export function postgresFor(folder: string, terminal: Terminal, offline: boolean): ConnectPostgres {
  return async (extensions) => {
    const home = await import("../sql/postgres/pglite-home.js");
    const { startPglite } = await import("../sql/postgres/pglite.js");
    let installed = home.findPglite(folder, terminal.env);
    if (installed === undefined) {
      const name = `${home.pglitePackage}@${home.pgliteVersion}`;
      const ways = `install it in the project (npm install --save-dev ${name}), or commit .create-mcp-prod/statements.json from a run that had it`;
      if (offline) return unavailable(`${name} is needed to check SQL, and --offline is set`, ways);
      terminal.err(
        `Fetching ${name} (27 MB, once, into ${home.cacheFolder(terminal.env)}): PostgreSQL itself, to check the statements …\n`,
      );
      const { runNpm } = await import("./install.js");
      try {
        installed = await home.fetchPglite(terminal.env, (into) =>
          runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], into, terminal),
        );
      } catch (error) {
        if (error instanceof Interrupted) throw error;
        const why = error instanceof Error ? error.message : String(error);
        return unavailable(
          `${name} is needed to check SQL, and could not be fetched: ${why}`,
          `try again with a network, or ${ways}`,
        );
      }
    }
    const { files, missing } = home.pgliteFiles(installed, extensions);
    if (missing.length > 0 || !existsSync(files.module)) {
      const what = missing.length > 0 ? `the extension ${missing.join(", ")}` : "its main module";
      return unavailable(
        `PGlite does not have ${what}`,
        "remove `schema:` and list under `reads:` what the tools read; `check --database` checks the statements",
      );
    }
    terminal.err("Starting PostgreSQL to check the statements against the schema …\n");
    try {
      return { ok: true, value: await startPglite(files, terminal.signal), diagnostics: [] };
    } catch (error) {
      if (terminal.signal.aborted) throw new Interrupted();
      const why = error instanceof Error ? error.message : String(error);
      return unavailable(`PostgreSQL did not start: ${why}`, "run it again; --verbose shows more");
    }
  };
}

function unavailable(message: string, help: string): Checked<Connection> & { readonly ok: false } {
  return { ok: false, diagnostics: [diagnostic("MCP1427", { message, help })] };
}
