/** Asks the databases' own engines about the statements of a spec, where the schema is known. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import type { SchemaEngine, StatementFacts } from "../sql/facts.js";
import { factsKey, readFacts, formatFacts, type KeptFacts } from "../sql/facts-file.js";
import type { ConnectPostgres, OpenedSchema } from "../sql/postgres/open.js";
import { sqlProblems } from "../sql/problems.js";
import { readStatement } from "../sql/statement.js";
import { catalog } from "../diagnostics/catalog.js";
import { differences } from "./compare-facts.js";
import { dialectOf } from "./dialect.js";
import { isOpenToHandlers } from "./derived-reads.js";
import { lineIndex, type Document } from "./document.js";
import { diagnostic } from "../diagnostics/report.js";
import { reporter, type Report } from "./rules/rule.js";
import type { Spec, SpecDatabase } from "./schema.js";
import { parseTable } from "./table-name.js";

export interface AnalysisInput {
  readonly spec: Spec;
  readonly document: Document;
  /** Texts of the files that the spec names, by the path written there. */
  readonly files: ReadonlyMap<string, string>;
  /** The facts of the last run. */
  readonly kept: string | undefined;
  /** Absent: PostgreSQL is not asked, and what is not kept is not known. */
  readonly connectPostgres?: ConnectPostgres | undefined;
  /** Databases to ask instead, by source. */
  readonly live?: LiveDatabases | undefined;
}

export interface LiveDatabases {
  readonly open: ReadonlyMap<string, (searchPath: readonly string[]) => Promise<SchemaEngine>>;
  /** What the statements are with the schema: what the databases are compared with. */
  readonly expected: ReadonlyMap<string, StatementFacts>;
}

export interface Analysis {
  /** By tool. A tool without facts has no schema, or a statement that is refused. */
  readonly facts: ReadonlyMap<string, StatementFacts>;
  readonly diagnostics: readonly Diagnostic[];
  /** What to keep for the next run; absent when there is nothing. */
  readonly file?: string;
}

interface Question {
  readonly tool: string;
  readonly statement: string;
  readonly key: string;
}

/** Of a kind whose engine can be embedded: MySQL is only asked where it is live. */
type Embedded = Exclude<SpecDatabase, { kind: "mysql" }>;

/** Each engine is started only when there is a statement that nothing is known about. */
export async function analyse(input: AnalysisInput): Promise<Analysis> {
  const { spec, document } = input;
  const kept = readFacts(input.kept);
  const answers = new Map<string, KeptFacts>();
  const diagnostics: Diagnostic[] = [];
  const report = reporter(document, diagnostics);
  for (const [name, source] of Object.entries(spec.sources ?? {})) {
    if (source.kind === "http") continue;
    const connect = input.live?.open.get(name);
    if (connect !== undefined) {
      const engine = await connect(searchPathOf(source));
      await ask(engine, questionsOf(spec, name, source, ""), answers, report);
      continue;
    }
    if (source.kind === "mysql") continue;
    const schema = source.schema === undefined ? undefined : input.files.get(source.schema);
    if (schema === undefined) {
      await outline(spec, name, source, questionsOf(spec, name, source, ""), report);
      continue;
    }
    const questions = questionsOf(spec, name, source, schema);
    const open: Question[] = [];
    for (const question of questions) {
      const facts = kept.get(question.key);
      if (facts === undefined) open.push(question);
      else answers.set(question.tool, { key: question.key, facts });
    }
    if (open.length === 0) continue;
    const opened = await openSchema(source, schema, input.connectPostgres);
    if (opened === undefined) await outline(spec, name, source, open, report);
    else if (opened.kind === "open") await ask(opened.engine, open, answers, report);
    else diagnostics.push(...whyNot(opened, source, schema, report, name));
  }
  const facts = new Map([...answers].map(([tool, answer]) => [tool, answer.facts]));
  for (const [tool, expected] of input.live?.expected ?? []) {
    const found = facts.get(tool);
    for (const message of found === undefined ? [] : differences(found, expected)) {
      report("MCP1910", ["tools", tool, "sql"], message, { at: "key" });
    }
  }
  return { facts, diagnostics, ...(answers.size > 0 ? { file: formatFacts(answers) } : {}) };
}

/** What can be said without an engine; of SQLite, the lexical rules have said it. */
async function outline(
  spec: Spec,
  name: string,
  source: SpecDatabase,
  questions: readonly Question[],
  report: Report,
): Promise<void> {
  if (source.kind !== "postgres" || questions.length === 0) return;
  const all = Object.values(spec.tools).filter((tool) => tool.source === name && tool.sql !== undefined);
  const isAll = questions.length === all.length && !isOpenToHandlers(spec, name);
  const { checkOutlines } = await import("./outlines.js");
  await checkOutlines(questions, name, source, isAll, report);
}

/** Statements that can be asked about: complete ones that only read. */
function questionsOf(
  spec: Spec,
  sourceName: string,
  source: SpecDatabase,
  schema: string,
): readonly Question[] {
  return Object.entries(spec.tools).flatMap(([tool, { sql, source: named }]) => {
    if (sql === undefined || named !== sourceName) return [];
    const statement = readStatement(sql, dialectOf(spec.sources, named));
    const isRefused = sqlProblems(statement).some(({ code }) => !("severity" in catalog[code]));
    if (isRefused) return [];
    const key = factsKey(engineOf(source), schema, searchPathOf(source), sql);
    return [{ tool, statement: sql, key }];
  });
}

/** Where PostgreSQL looks for unqualified tables: as the role of the source will. */
function searchPathOf(source: SpecDatabase): readonly string[] {
  if (source.kind !== "postgres") return [];
  const written = Object.keys(source.reads ?? {}).map((table) => parseTable(table).schema);
  return written.length === 0 ? ["public"] : [...new Set(written)];
}

/** MySQL's answers are not kept. */
const engineOf = ({ kind }: SpecDatabase): string =>
  ({ postgres: "postgres 18", sqlite: "sqlite 3", mysql: "mysql" })[kind];

async function openSchema(
  source: Embedded,
  schema: string,
  connectPostgres: ConnectPostgres | undefined,
): Promise<OpenedSchema | undefined> {
  if (source.kind === "postgres") {
    if (connectPostgres === undefined) return undefined;
    const { openPostgresSchema } = await import("../sql/postgres/open.js");
    return openPostgresSchema(schema, searchPathOf(source), connectPostgres);
  }
  const { openSqliteSchema } = await import("../sql/sqlite/open.js");
  return openSqliteSchema(schema);
}

async function ask(
  engine: SchemaEngine,
  questions: readonly Question[],
  answers: Map<string, KeptFacts>,
  report: Report,
): Promise<void> {
  try {
    for (const { tool, statement, key } of questions) {
      const probed = await engine.probe(statement);
      if (probed.ok) answers.set(tool, { key, facts: probed.facts });
      else {
        const { code, message, start, end, label, help } = probed.problem;
        report(code, ["tools", tool, "sql"], message, { part: { from: start, to: end }, label, help });
      }
    }
  } finally {
    await engine.close();
  }
}

function whyNot(
  opened: Exclude<OpenedSchema, { kind: "open" }>,
  source: Embedded,
  text: string,
  report: Report,
  name: string,
): readonly Diagnostic[] {
  if (opened.kind === "unavailable") {
    const [first] = opened.checked.diagnostics;
    report("MCP1427", ["sources", name, "schema"], first?.message ?? "", { help: first?.help });
    return [];
  }
  const { message, start, end, help } = opened.problem;
  const file = source.schema ?? "";
  const span = lineIndex(file, text)(start, end);
  return [diagnostic("MCP1426", { message: `${quoted(file, 200)}: ${message}`, span, help })];
}
