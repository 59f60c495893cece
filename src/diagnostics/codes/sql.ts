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
} as const satisfies Readonly<Record<string, CatalogEntry>>;
