import { join, relative, resolve } from "node:path";
import type { Values } from "../arguments.js";
import { inReadingOrder } from "../diagnostics/order.js";
import type { Outcome } from "../outcome.js";
import { refusal } from "../outcome.js";
import { findSpec } from "../project/find-spec.js";
import { databasesFor, loadAgainst } from "../project/live.js";
import { diskReader } from "../project/read-file.js";
import { loadSpec } from "../spec/load.js";
import type { Terminal } from "../terminal.js";
import { generate } from "./generate.js";

/** `create-mcp-prod check [dir]`: all that CI needs. Writes nothing. */
export async function check(dir: string | undefined, values: Values, terminal: Terminal): Promise<Outcome> {
  const drift = await generate(dir, new Map([...values, ["check", true]]), terminal);
  const written = values.get("database");
  if (drift.exitCode === 2 || written === undefined || written === true) return drift;
  const live = await checkDatabases(dir, typeof written === "string" ? [written] : written, terminal);
  return {
    ...drift,
    exitCode: live.exitCode === 0 ? drift.exitCode : live.exitCode,
    diagnostics: inReadingOrder([...drift.diagnostics, ...live.diagnostics]),
    texts: new Map([...(drift.texts ?? []), ...(live.texts ?? [])]),
  };
}

/** The statements against live databases: what they refuse, and where they differ from the schema. */
async function checkDatabases(
  dir: string | undefined,
  written: readonly string[],
  terminal: Terminal,
): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  const path = relative(terminal.cwd, join(found.value.folder, found.value.name)).replaceAll("\\", "/");
  // What is known of the statements was kept by the run that generated the project.
  const known = await loadSpec(path, diskReader(terminal.cwd));
  if (!known.ok) return refusal(known.diagnostics, known.texts);
  const databases = databasesFor(known.value.spec, written);
  if (!databases.ok) return refusal(databases.diagnostics);
  const loaded = await loadAgainst({
    path,
    databases: databases.value,
    expected: known.value.facts,
    terminal,
  });
  if (loaded.ok) {
    const sources = databases.value.map(({ source }) => source).join(", ");
    terminal.err(`The statements work on the database of ${sources}.\n`);
  }
  const differs = loaded.diagnostics.every(
    ({ code, severity }) => severity === "warning" || code === "MCP1910",
  );
  return { exitCode: loaded.ok ? 0 : differs ? 1 : 2, diagnostics: loaded.diagnostics, texts: loaded.texts };
}
