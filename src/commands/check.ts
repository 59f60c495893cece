import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { inReadingOrder } from "../diagnostics/order.js";
import type { Outcome } from "../outcome.js";
import { refusal } from "../outcome.js";
import { findSpec, type FoundSpec } from "../project/find-spec.js";
import { loadProject, specPath } from "../project/load-project.js";
import { databasesFor, loadAgainst } from "../project/live.js";
import type { Loaded, LoadedSpec } from "../spec/load.js";
import type { Terminal } from "../terminal.js";
import { checkVersion } from "./check-version.js";
import { generateIn } from "./generate.js";

/** `create-mcp-prod check [dir]`: all that CI needs. Writes nothing. */
export async function check(dir: string | undefined, values: Values, terminal: Terminal): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  let loading: Promise<Loaded> | undefined;
  const load = () => (loading ??= loadProject(found.value, { terminal, offline: values.has("offline") }));

  const drift = await generateIn(found.value, new Map([...values, ["check", true]]), terminal, load);
  if (drift.exitCode === 2) return drift;
  const loaded = await load();
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const version = checkVersion(found.value, loaded, values.has("strict"), terminal);
  const written = values.get("database");
  if (written === undefined || written === true) return together([drift, version]);
  const urls = typeof written === "string" ? [written] : written;
  const live = await checkDatabases(found.value, loaded.value, urls, terminal);
  return together([drift, version, live]);
}

/** The worst exit code, and everything that was found. */
function together(outcomes: readonly Outcome[]): Outcome {
  const exitCodes = new Set(outcomes.map(({ exitCode }) => exitCode));
  return {
    exitCode: exitCodes.has(2) ? 2 : exitCodes.has(1) ? 1 : 0,
    diagnostics: inReadingOrder(outcomes.flatMap(({ diagnostics }) => diagnostics)),
    texts: new Map(outcomes.flatMap(({ texts }) => [...(texts ?? [])])),
    json: Object.fromEntries(outcomes.flatMap(({ json }) => Object.entries(json ?? {}))),
  };
}

/** The statements against live databases: what they refuse, and where they differ from the schema. */
async function checkDatabases(
  found: FoundSpec,
  { spec, facts }: LoadedSpec,
  written: readonly string[],
  terminal: Terminal,
): Promise<Outcome> {
  const databases = databasesFor(spec, written);
  if (!databases.ok) return refusal(databases.diagnostics);
  const loaded = await loadAgainst({
    path: specPath(found, terminal),
    databases: databases.value,
    expected: facts,
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
