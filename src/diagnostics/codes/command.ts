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
  MCP1950: {
    title: "transport not served",
    cause: "A client can only be told of a way to the server that the server offers.",
    fix: "add the transport to the spec and generate, or choose the other one",
  },
  MCP1951: {
    title: "not in the client's configuration",
    cause: "The client has no file for that: what it cannot read would be written for nothing.",
    fix: "leave out --write to see how it is done",
  },
  MCP1952: {
    title: "configuration cannot be read",
    cause: "Whatever is written into a file that its client cannot read may lose what is in it.",
    fix: "mend the file, then run the same command again; nothing was written",
  },
  MCP1953: {
    title: "another entry of that name",
    cause: "It may be another server, or an edit of yours.",
    fix: "pass --force to replace what differs, or --name for an entry beside it; nothing was written",
  },
  MCP1954: {
    title: "configuration changed meanwhile",
    cause: "Another program, most likely the client itself, wrote the file while this one was at work.",
    fix: "run the same command again; nothing was written",
  },
  MCP1955: {
    title: "configuration only changed by hand",
    cause: "In this layout the entry cannot be put in without touching what else is there.",
    fix: "put it in by hand: the same command without --write prints it; nothing was written",
  },
  MCP1999: {
    title: "internal error",
    cause: "A bug in create-mcp-prod, not in your spec.",
    fix: "run it again with --verbose and report what it prints",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
