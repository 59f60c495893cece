import type { CatalogEntry } from "../catalog.js";

/** MCP10xx: from bytes to a value. */
export const readingCodes = {
  MCP1001: {
    title: "file cannot be read",
    cause: "The file does not exist, is a folder, or its permissions forbid reading it.",
    fix: "check the path and its permissions",
  },
  MCP1002: {
    title: "file too large",
    cause:
      "A spec is read whole and kept with positions; files beyond the limit are nearly always a mistake.",
    fix: "keep long SQL in files that the spec names, and check that this is the file you meant",
  },
  MCP1003: {
    title: "file is empty",
    cause: "There is nothing in the file but blank lines or comments.",
    fix: "start from an example: `create-mcp-prod --example internal-db`",
  },
  MCP1004: {
    title: "file is not text",
    cause: "A NUL byte, or a UTF-16 or UTF-32 byte order mark: a binary file or another encoding.",
    fix: "save the spec as UTF-8 text",
  },
  MCP1005: {
    title: "invalid UTF-8",
    cause: "Some bytes are no UTF-8. Guessing an encoding could change what the spec says.",
    fix: "save the spec as UTF-8",
  },
  MCP1006: {
    title: "not valid YAML",
    cause: "The text breaks the grammar of YAML 1.2 (of which JSON is a part).",
    fix: "check indentation, colons and quotes around this place",
  },
  MCP1007: {
    title: "duplicate key",
    cause: "YAML allows a key once in a mapping; of two, one would silently win.",
    fix: "remove or rename one of them",
  },
  MCP1008: {
    title: "several documents in one file",
    cause: "A spec is one document; a second one after `---` would be ignored.",
    fix: "remove the `---` line, or split the file",
  },
  MCP1009: {
    title: "aliases expand too far",
    cause: "Aliases that repeat aliases grow exponentially, and an alias inside its own anchor never ends.",
    fix: "write the repeated part out, or use fewer aliases",
  },
  MCP1010: {
    title: "unsupported tag",
    cause: "Only the types of YAML's core schema have a meaning here: str, int, float, bool, null, map, seq.",
    fix: "remove the tag",
  },
  MCP1011: {
    title: "number that JSON cannot hold",
    cause: "Not-a-number, infinity, and integers that a double rounds cannot be sent over MCP unchanged.",
    fix: "use a number between -9007199254740991 and 9007199254740991, or put it in quotes",
  },
  MCP1012: {
    title: "key that cannot be used",
    cause: "Keys are text; `__proto__` would reach into JavaScript's object model.",
    fix: "use another key",
  },
  MCP1013: {
    title: "unknown anchor",
    cause: "An alias `*name` repeats what an anchor `&name` marked before it.",
    fix: "mark the part to repeat with `&name`, above the alias; put quotes around a text that begins with `*`",
  },
  MCP1014: {
    title: "merge key without a mapping",
    cause: "`<<` takes over the keys of a mapping or of a list of mappings.",
    fix: "point it at a mapping: `<<: *name`",
  },
  MCP1015: {
    title: "file that the spec names cannot be read",
    cause: "The path is relative to the spec; the file must exist and be UTF-8 text.",
    fix: "check the path: it is relative to the spec's folder",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
