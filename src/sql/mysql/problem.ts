/** What MySQL or MariaDB refuses, for the reader of the spec: at the place in the statement, with what may be meant. */
import { quoted } from "../../diagnostics/printable.js";
import { lex, type Token } from "../lex.js";
import { columnMeant, tableMeant, type NamedTable } from "../names.js";
import type { PositionalText } from "../positional.js";
import type { SqlProblem } from "../problems.js";

export interface MysqlError extends Error {
  readonly errno: number;
  readonly sqlState: string;
  readonly sqlMessage: string;
}

/** https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html; MariaDB has the same numbers. */
const unknownColumn = 1054;
const unknownTable = 1146;
const syntaxError = 1064;
const unknownNames = new Set([unknownColumn, unknownTable, 1049, 1051, 1109, 1305, 1630]);

/** Tables, columns and routines that a login may not use it is not told from those that there are not. */
const denied = new Map([
  [1142, "table"],
  [1143, "column"],
  [1370, "routine"],
]);

/** A place is only said where the statement has what the message names: the protocol has no offsets. */
export function problemOf(
  { errno, sqlMessage }: MysqlError,
  statement: string,
  text: PositionalText,
  tables: readonly NamedTable[],
): SqlProblem {
  if (errno === syntaxError) return syntaxProblem(sqlMessage, statement, text);
  const what = denied.get(errno);
  // After `for …`: before it, the message names the login.
  const named = what === undefined ? sqlMessage : sqlMessage.slice(sqlMessage.indexOf(` for ${what} `));
  const written = (/['`]([^'`]+(?:[`']\.[`'][^'`]+)*)['`]/.exec(named) ??
    /^(?:FUNCTION|PROCEDURE) (\S+)/.exec(named))?.[1];
  const parts = (written ?? "").replaceAll(/[`']/g, "").split(".");
  const last = parts.at(-1) ?? "";
  const at = written === undefined ? undefined : placeOf(statement, parts);
  const label = labelOf(errno, last, statement, tables);
  return {
    code: unknownNames.has(errno) ? "MCP1420" : "MCP1421",
    message:
      what === undefined
        ? asSentence(sqlMessage)
        : `this login may not use the ${what} ${quoted(last)}, or there is none`,
    ...(at ?? whole(statement)),
    ...(label === undefined ? {} : { label }),
  };
}

function labelOf(
  errno: number,
  name: string,
  statement: string,
  tables: readonly NamedTable[],
): string | undefined {
  if (errno === unknownColumn || denied.get(errno) === "column") return columnMeant(name, statement, tables);
  if (errno === unknownTable || denied.get(errno) === "table") return tableMeant(name, tables);
  return undefined;
}

const whole = (statement: string) => ({ start: 0, end: statement.trimEnd().length });

const asSentence = (message: string): string => {
  const line = message.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return /^[A-Z][a-z]/.test(line) ? line.slice(0, 1).toLowerCase() + line.slice(1) : line;
};

const nameOf = ({ kind, text }: Token): string =>
  (kind === "quoted" ? text.slice(1, -1).replaceAll("``", "`") : text).toLowerCase();

const isName = ({ kind }: Token): boolean => kind === "word" || kind === "quoted";

/** Where a name first stands as the message has it, or by fewer of its qualifiers, which the database may have added. */
function placeOf(
  statement: string,
  parts: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const tokens = lex(statement, "mysql").filter(({ kind }) => kind !== "comment");
  for (let from = 0; from < parts.length; from += 1) {
    const wanted = parts.slice(from).map((part) => part.toLowerCase());
    for (const [index, token] of tokens.entries()) {
      if (tokens[index - 1]?.text === ".") continue;
      const found = wanted.map((_, part) => tokens[index + 2 * part]);
      const isThere = found.every(
        (one, part) =>
          one !== undefined &&
          isName(one) &&
          nameOf(one) === wanted[part] &&
          (part === 0 || tokens[index + 2 * part - 1]?.text === "."),
      );
      const end = found.at(-1);
      const isLonger = tokens[index + 2 * wanted.length - 1]?.text === ".";
      if (isThere && end !== undefined && !isLonger) return { start: token.start, end: end.end };
    }
  }
  return undefined;
}

/** The database quotes the statement from where it no longer understands it, 80 characters at most. */
function syntaxProblem(message: string, statement: string, { sql, original }: PositionalText): SqlProblem {
  const [, near = ""] = /near '([^]*)' at line \d+$/.exec(message) ?? [];
  const atEnd = sql.endsWith(near) ? sql.length - near.length : -1;
  const first = sql.indexOf(near);
  const offset = near === "" ? -1 : atEnd >= 0 ? atEnd : first === sql.lastIndexOf(near) ? first : -1;
  if (offset < 0) {
    const end = statement.trimEnd().length;
    return near === ""
      ? { code: "MCP1421", message: "the statement ends too early", start: Math.max(0, end - 1), end }
      : { code: "MCP1421", message: `there is a syntax error near ${quoted(near)}`, start: 0, end };
  }
  const start = original(offset);
  const token = lex(statement, "mysql").find((one) => one.start >= start);
  const shown = token?.text ?? near;
  return {
    code: "MCP1421",
    message: `${quoted(shown)} is not understood here`,
    start: token?.start ?? start,
    end: token?.end ?? start + 1,
  };
}
