import type { CatalogEntry } from "../catalog.js";

/** MCP14xx: SQL statements. */
export const sqlCodes = {
  MCP1401: {
    title: "unfinished SQL",
    cause: "A quote, comment or parenthesis is opened and never closed.",
    fix: "close it",
  },
  MCP1402: {
    title: "more than one statement",
    cause: "A tool runs one statement; anything after it would be an opening for injection.",
    fix: "keep one statement, or make a tool of each",
  },
  MCP1403: {
    title: "not a read-only statement",
    cause: "SQL sources are read-only; a tool that writes is a handler with its own source and role.",
    fix: "start the statement with SELECT, WITH or VALUES, or use `handler: true` with `writes: true`",
  },
  MCP1404: {
    title: "undeclared SQL parameter",
    cause: "Every `:name` is bound to the argument of that name; there is no such argument.",
    fix: "declare it under `params:`",
  },
  MCP1405: {
    title: "argument that the SQL does not use",
    cause: "The model would be asked for a value that changes nothing.",
    fix: "use it in the statement as `:name`, or remove it",
  },
  MCP1406: {
    title: "placeholder that is not `:name`",
    cause: "Parameters are bound by name; positional placeholders and text substitution do not exist here.",
    fix: "write `:name`",
  },
  MCP1407: {
    title: "no statement",
    cause: "There is nothing in it but white space and comments.",
    fix: "write a SELECT statement",
  },
  MCP1408: {
    title: "selects every column",
    cause: "A column added to the table later would be returned too, without anybody deciding so.",
    fix: "name the columns",
    severity: "warning",
  },
  MCP1410: {
    title: "comment that is executed",
    cause: "MySQL and MariaDB run what stands in `/*! … */`: it reads like a comment and is none.",
    fix: "write it as SQL, or as a comment without the `!`",
  },
  MCP1420: {
    title: "unknown name in SQL",
    cause: "The schema has no table, column, type or function of that name, so every call would fail.",
    fix: "correct the name, or bring the schema file up to date",
  },
  MCP1421: {
    title: "SQL that the database refuses",
    cause: "The database's own engine, with the schema of the source, cannot run the statement.",
    fix: "correct the statement, or bring the schema file up to date",
  },
  MCP1422: {
    title: "argument does not fit the statement",
    cause: "The database would refuse the values that the argument's schema lets through.",
    fix: "give the argument the type that the statement needs",
  },
  MCP1423: {
    title: "result does not fit the statement",
    cause:
      "`result` describes a row, and each row is checked against it: rows of this statement would be refused.",
    fix: "describe the columns of the statement, or remove `result`: it is derived from the schema",
  },
  MCP1424: {
    title: "two columns of one name",
    cause: "A row is an object by column name: one of the two would be lost.",
    fix: "give one of them another name with AS",
  },
  MCP1425: {
    title: "reads less than the tools do",
    cause: "The role is given exactly what `reads` lists: the statement would be refused.",
    fix: "add it, or remove `reads`: it is derived from the schema",
  },
  MCP1426: {
    title: "schema that the database refuses",
    cause: "The statements are checked in a database made from this file, and it cannot be made.",
    fix: "correct the file, for example with the output of pg_dump --schema-only",
  },
  MCP1427: {
    title: "no engine to check SQL with",
    cause: "Statements on PostgreSQL are checked by PostgreSQL itself (PGlite), which is fetched once.",
    fix: "run it once with a network, and commit .create-mcp-prod/statements.json",
  },
  MCP1428: {
    title: "column that may be null",
    cause: "As far as the database knows the column can be null, and `result` says that it never is.",
    fix: "allow null in `result`, or rule it out in the statement with COALESCE",
    severity: "warning",
  },
  MCP1429: {
    title: "reads more than the tools do",
    cause: "Whoever gets hold of the role's password can read it; no tool does.",
    fix: "remove it, or remove `reads`: it is derived from the schema",
    severity: "warning",
  },
  MCP1430: {
    title: "column without a name",
    cause: "The model reads results by column name; the database made this one up.",
    fix: "name it with AS",
    severity: "warning",
  },
  MCP1431: {
    title: "argument wider than the statement",
    cause: "The database refuses such values with an error that says little to the model.",
    fix: "narrow the argument's schema",
    severity: "warning",
  },
  MCP1432: {
    title: "function whose reads are not known",
    cause: "A function reads with the rights of its caller, and its body is not a part of the statement.",
    fix: "list under `reads:` what it reads, or make it SECURITY DEFINER",
    severity: "warning",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
