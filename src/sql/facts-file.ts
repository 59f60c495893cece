/**
 * `.create-mcp-prod/statements.json`: what an engine said about each statement, so that a statement which has not
 * changed need not be asked about again, and no engine is needed where none has. Committed; sorted, without times.
 */
import { hash } from "node:crypto";
import { isRecord } from "../record.js";
import type { StatementFacts } from "./facts.js";

export const factsPath = ".create-mcp-prod/statements.json";

/** Raised when facts mean something else, or are derived in another way: all are asked for anew. */
const format = 1;

export interface KeptFacts {
  /** Of everything that the facts follow from. */
  readonly key: string;
  readonly facts: StatementFacts;
}

/** `engine` names the database and its version, as far as answers depend on it. */
export function factsKey(
  engine: string,
  schema: string,
  searchPath: readonly string[],
  statement: string,
): string {
  const text = JSON.stringify([format, engine, schema.replaceAll("\r\n", "\n"), searchPath, statement]);
  return `sha256:${hash("sha256", text)}`;
}

/** By key. A text that is no such file, or a damaged one, holds nothing: the engine can be asked again. */
export function readFacts(text: string | undefined): ReadonlyMap<string, StatementFacts> {
  const kept = new Map<string, StatementFacts>();
  if (text === undefined) return kept;
  try {
    const { format: written, statements } = JSON.parse(text) as { format?: unknown; statements?: unknown };
    if (written !== format || !isRecord(statements)) return kept;
    for (const value of Object.values(statements)) {
      if (!isRecord(value)) continue;
      const { key, ...facts } = value;
      if (typeof key === "string" && isFacts(facts)) kept.set(key, facts);
    }
  } catch {
    return kept;
  }
  return kept;
}

/** By name of the tool, a line for each parameter, column and table. Ends with a newline. */
export function formatFacts(statements: ReadonlyMap<string, KeptFacts>): string {
  const sorted = [...statements].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map(([tool, { key, facts }]) => {
    const { parameters, columns, reads, calls } = facts;
    const named = Object.entries(parameters).map(([name, fact]) => `${JSON.stringify(name)}: ${line(fact)}`);
    const parts = [
      `"key": ${JSON.stringify(key)}`,
      `"parameters": ${block("{", named, "}")}`,
      `"columns": ${block("[", columns.map(line), "]")}`,
      `"reads": ${block("[", reads.map(line), "]")}`,
      `"calls": ${line(calls)}`,
    ];
    return `    ${JSON.stringify(tool)}: {\n${parts.map((part) => `      ${part}`).join(",\n")}\n    }`;
  });
  const body = text.length === 0 ? "{}" : `{\n${text.join(",\n")}\n  }`;
  return `{\n  "format": ${format},\n  "statements": ${body}\n}\n`;
}

const line = (value: unknown): string => JSON.stringify(value);

const block = (open: string, lines: readonly string[], close: string): string =>
  lines.length === 0 ? open + close : `${open}\n        ${lines.join(",\n        ")}\n      ${close}`;

function isFacts(value: object): value is StatementFacts {
  const { parameters, columns, reads, calls } = value as Partial<StatementFacts>;
  return (
    isRecord(parameters) &&
    Object.values(parameters).every(isRecord) &&
    Array.isArray(columns) &&
    columns.every(
      (column) => isRecord(column) && typeof column["name"] === "string" && isRecord(column["schema"]),
    ) &&
    Array.isArray(reads) &&
    reads.every(
      (read) =>
        isRecord(read) &&
        typeof read["schema"] === "string" &&
        typeof read["table"] === "string" &&
        Array.isArray(read["columns"]) &&
        read["columns"].every((name) => typeof name === "string"),
    ) &&
    Array.isArray(calls)
  );
}
