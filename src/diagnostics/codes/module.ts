import type { CatalogEntry } from "../catalog.js";

/** MCP13xx: the module form, `mcp.config.ts`. */
export const moduleCodes = {
  MCP1301: {
    title: "the config module cannot be loaded",
    cause:
      "It is run as it is, like any config file; it did not compile, threw, or imports something missing.",
    fix: "run it by itself to see what goes wrong",
  },
  MCP1302: {
    title: "no spec exported",
    cause: "The module's default export is the spec.",
    fix: "write `export default defineSpec({ … })`",
  },
  MCP1303: {
    title: "not a schema",
    cause: "A schema is a JSON Schema object, or a zod 3 or zod 4 schema.",
    fix: "use a plain JSON Schema or a zod schema",
  },
  MCP1304: {
    title: "zod schema that JSON Schema cannot express",
    cause: "What clients see is JSON Schema; a transform, a date or a custom check has no equivalent there.",
    fix: "use the type that travels over JSON, such as a string with a format, and convert it in the handler",
  },
  MCP1305: {
    title: "value that is not JSON",
    cause: "A spec is data: the same that YAML can hold.",
    fix: "use text, numbers, booleans, null, lists and plain objects",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
