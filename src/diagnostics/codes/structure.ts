import type { CatalogEntry } from "../catalog.js";

/** MCP11xx: the shape of the spec. */
export const structureCodes = {
  MCP1101: {
    title: "unknown key",
    cause: "A key that nothing reads is nearly always a misspelt one, and silence would hide it.",
    fix: "remove the key or correct its spelling",
  },
  MCP1102: {
    title: "missing key",
    cause: "There is no sensible default for it.",
    fix: "add the key",
  },
  MCP1103: {
    title: "wrong type",
    cause: "The value is of another type than the key takes.",
    fix: "write a value of the type it takes",
  },
  MCP1104: {
    title: "value not allowed",
    cause: "The key takes one of a few values.",
    fix: "write one of the values it takes",
  },
  MCP1105: {
    title: "wrong form",
    cause: "The text does not have the form that the key takes.",
    fix: "write it in the form it takes",
  },
  MCP1106: {
    title: "too long, too short or out of range",
    cause: "The value is outside the bounds of the key.",
    fix: "stay within the bounds",
  },
  MCP1107: {
    title: "unknown version of the spec format",
    cause:
      "`spec` says which version of the format the file is written in, and this program does not know it.",
    fix: "write `spec: 1`, or use a newer create-mcp-prod",
  },
  MCP1108: {
    title: "the spec is not a mapping",
    cause: "A spec is a mapping with the keys spec, server and tools.",
    fix: "start the file with `spec: 1` and `server:`",
  },
  MCP1109: {
    title: "not a file of tools",
    cause: "A file under `include:` has `tools:` and nothing else: all that is the server's is in one place.",
    fix: "put the file's tools under `tools:`, and everything else into the spec itself",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
