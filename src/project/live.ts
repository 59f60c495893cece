/** `--database`: which source each one is for, and how to ask it. */
import { resolve } from "node:path";
import type { Checked } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { loadSpec, type Loaded, type LoadedSpec } from "../spec/load.js";
import type { LiveDatabases } from "../spec/analyse.js";
import { readFailure } from "../spec/read.js";
import type { Spec } from "../spec/schema.js";
import type { SchemaEngine, StatementFacts } from "../sql/facts.js";
import { Interrupted, type Terminal } from "../terminal.js";
import { diskReader } from "./read-file.js";

interface Database {
  readonly source: string;
  /** `postgres://…`, `mysql://…`, or the path of a file. */
  readonly address: string;
}

const kindOf = (address: string): "postgres" | "mysql" | "sqlite" => {
  if (/^postgres(?:ql)?:\/\//.test(address)) return "postgres";
  return /^(?:mysql|mariadb):\/\//.test(address) ? "mysql" : "sqlite";
};

/** `NAME=URL`, or an address for the only source of its kind. Errors: MCP1909. */
export function databasesFor(spec: Spec, written: readonly string[]): Checked<readonly Database[]> {
  const sources = Object.entries(spec.sources ?? {});
  const databases: Database[] = [];
  for (const text of written) {
    const [, named, rest] = /^([A-Za-z][A-Za-z0-9_-]*)=(.+)$/.exec(text) ?? [];
    const address = rest ?? text;
    const kind = kindOf(address);
    const candidates = sources.filter(([, source]) => source.kind === kind).map(([name]) => name);
    const [first] = named === undefined ? candidates : candidates.filter((name) => name === named);
    if (first === undefined || (named === undefined && candidates.length > 1)) {
      const has =
        candidates.length === 0
          ? `the spec has no source of kind ${kind}`
          : `the sources of kind ${kind} are: ${list(candidates)}`;
      const message =
        named === undefined ? `--database is for one source` : `--database names ${quoted(named)}`;
      return {
        ok: false,
        diagnostics: [diagnostic("MCP1909", { message: `${message}, and ${has}` })],
      };
    }
    databases.push({ source: first, address });
  }
  return { ok: true, value: databases, diagnostics: [] };
}

export interface LiveCheck {
  readonly path: string;
  readonly databases: readonly Database[];
  /** What the statements are with the schema. */
  readonly expected: ReadonlyMap<string, StatementFacts>;
  readonly terminal: Terminal;
}

/** Loads the spec with what the databases say. Errors besides the spec's own: MCP1908, MCP1910. */
export async function loadAgainst({ path, databases, expected, terminal }: LiveCheck): Promise<Loaded> {
  const open = new Map(
    databases.map(
      ({
        source,
        address,
      }): [string, LiveDatabases["open"] extends ReadonlyMap<string, infer O> ? O : never] => [
        source,
        (searchPath) => openDatabase(address, searchPath, terminal, source),
      ],
    ),
  );
  try {
    const loaded = await loadSpec(path, diskReader(terminal.cwd), { live: { open, expected } });
    if (loaded.ok) tellWhatIsNot(loaded.value, databases, terminal);
    return loaded;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { ok: false, diagnostics: [error.problem], texts: new Map() };
  }
}

/** What was not compared, and why. */
function tellWhatIsNot(
  { spec, facts }: LoadedSpec,
  databases: readonly Database[],
  terminal: Terminal,
): void {
  const kinds = new Map(databases.map(({ source, address }) => [source, kindOf(address)]));
  const inexact = new Set(
    Object.entries(spec.tools).flatMap(([tool, { source = "" }]) =>
      facts.get(tool)?.isInexact === true ? [kinds.get(source)] : [],
    ),
  );
  if (inexact.has("postgres")) {
    terminal.err(
      "This login may not make temporary objects: which columns are read, and which may be null, was not compared.\n",
    );
  }
  if (inexact.has("mysql")) {
    terminal.err(
      "MySQL does not say which columns a statement reads, nor of which types: `reads`, and types in `result`, were not compared.\n",
    );
  }
}

/** Carries a diagnostic out of the analysis. */
class Unreachable extends Error {
  readonly problem;
  constructor(source: string, why: string) {
    super(why);
    this.problem = diagnostic("MCP1908", { message: `the database for ${quoted(source)}: ${why}` });
  }
}

async function openDatabase(
  address: string,
  searchPath: readonly string[],
  terminal: Terminal,
  source: string,
): Promise<SchemaEngine> {
  try {
    const kind = kindOf(address);
    if (kind === "postgres") {
      const { openLivePostgres } = await import("../sql/postgres/live.js");
      return await openLivePostgres(address, searchPath, terminal.signal);
    }
    if (kind === "mysql") {
      const { openLiveMysql } = await import("../sql/mysql/live.js");
      return await openLiveMysql(address, terminal.signal);
    }
    const { openLiveSqlite } = await import("../sql/sqlite/live.js");
    return await openLiveSqlite(resolve(terminal.cwd, address));
  } catch (error) {
    if (terminal.signal.aborted) throw new Interrupted();
    throw new Unreachable(source, whyNot(error));
  }
}

/** pg's errors for a host with several addresses have a code and no message. */
function whyNot(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  if (error instanceof Error && "syscall" in error && "path" in error) return readFailure(error);
  return message === undefined || message === "" ? (code ?? "it cannot be reached") : message;
}
