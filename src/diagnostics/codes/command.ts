import type { CatalogEntry } from "../catalog.js";

/** MCP19xx: the command line. */
export const commandCodes = {
  MCP1901: {
    title: "unknown command",
    cause: "The word is close to a command's name, and no folder of that name is likely to be wanted.",
    fix: "see `create-mcp-prod --help`",
  },
  MCP1902: {
    title: "unknown option",
    cause: "An option that nothing reads is nearly always a misspelt one.",
    fix: "see `create-mcp-prod --help`",
  },
  MCP1903: {
    title: "option with a wrong value",
    cause: "The option takes another kind of value, or exactly one.",
    fix: "see `create-mcp-prod --help`",
  },
  MCP1904: {
    title: "options that exclude each other",
    cause: "Together they say two different things.",
    fix: "keep one of them",
  },
  MCP1905: {
    title: "nobody to ask",
    cause: "Questions are asked in a terminal only; without one, everything has to be said by options.",
    fix: "give the missing options, or `--yes` for the defaults",
  },
  MCP1906: {
    title: "too many arguments",
    cause: "The command takes one folder.",
    fix: "put quotes around a path with spaces",
  },
  MCP1907: {
    title: "unknown example",
    cause: "Examples are part of the package.",
    fix: "choose one of the examples",
  },
  MCP1908: {
    title: "database cannot be asked",
    cause: "`--database` names a database that the statements are checked against.",
    fix: "check the address, and that the database is running",
  },
  MCP1909: {
    title: "no source for that database",
    cause: "A database is checked against the tools of one source of its kind.",
    fix: "write --database NAME=URL",
  },
  MCP1910: {
    title: "database differs from the schema",
    cause: "What is generated follows the schema; on this database the statement is another one.",
    fix: "bring the schema file up to date, and generate again",
  },
  MCP1999: {
    title: "internal error",
    cause: "A bug in create-mcp-prod, not in your spec.",
    fix: "run it again with --verbose and report what it prints",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
