/** The JSON Schema of `mcp.yaml`, for editors: completion, hover texts and red lines while typing. */
import { zodToJsonSchema } from "zod-to-json-schema";
import { isSchemaObject, type AnySchema } from "./json-schema/walk.js";
import { specSchema } from "./schema.js";

/** Where editors may look for it; also what a spec may name as `$schema`. */
const schemaId = "https://unpkg.com/create-mcp-prod/schema/mcp.schema.json";

/** As text, the same on every machine: two spaces, a final newline. */
export function publishedSchema(): string {
  const converted: unknown = zodToJsonSchema(specSchema, {
    $refStrategy: "none",
    target: "jsonSchema7",
    errorMessages: true,
    markdownDescription: true,
  });
  const { $schema: dialect, ...root } = isSchemaObject(converted) ? converted : {};
  const schema = {
    $schema: dialect,
    $id: schemaId,
    title: "create-mcp-prod",
    description: "What an MCP server offers and what it enforces: the one file from which it is generated.",
    ...forEditors({ ...root, required: ["spec", "server"] }, []),
    anyOf: [{ required: ["tools"] }, { required: ["include"] }],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What applies without the key, by its path; the model builder fills it in. */
const defaults: Readonly<Record<string, unknown>> = {
  "server.license": "UNLICENSED",
  "transports.http.port": 3000,
  "transports.http.path": "/mcp",
  "limits.rate": "60/minute",
  "limits.concurrency": 8,
  "limits.timeout": "10s",
  "limits.rows": 500,
  "limits.bytes": "256 KiB",
};

/** Words that editors understand: a title for each property, defaults, and why a pattern does not match. */
function forEditors(schema: AnySchema, path: readonly string[]): AnySchema {
  const { errorMessage, ...rest } = schema;
  const pattern = isSchemaObject(errorMessage) ? errorMessage["pattern"] : undefined;
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(rest)) {
    if (keyword === "properties" && isSchemaObject(value)) copy[keyword] = properties(value, path);
    else if (keyword === "additionalProperties" && isSchemaObject(value))
      copy[keyword] = forEditors(value, [...path, "*"]);
    else if (keyword === "anyOf" && Array.isArray(value))
      copy[keyword] = value.map((one: AnySchema) => forEditors(one, path));
    else copy[keyword] = value;
  }
  // The key of the language servers of VS Code for JSON and YAML.
  return pattern === undefined ? copy : { ...copy, patternErrorMessage: `Expected ${String(pattern)}.` };
}

function properties(schemas: AnySchema, path: readonly string[]): AnySchema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const place = [...path, name];
      const fallback = defaults[place.join(".")];
      const more = fallback === undefined ? {} : { default: fallback };
      return [name, { title: name, ...(isSchemaObject(schema) ? forEditors(schema, place) : {}), ...more }];
    }),
  );
}
