// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/find-books.js";

export const findBooks = defineTool({
  definition: {
    name: "find_books",
    title: "Find books",
    description: "Books of an author, oldest first, with how many are left.",
    inputSchema: {
      type: "object",
      properties: {
        author: { type: "string", minLength: 1, maxLength: 100, description: "The whole name." },
        limit: {
          type: "integer",
          minimum: 1,
          default: 20,
          description: "Books wanted. A value above 100 is lowered to 100.",
        },
        in_stock: { type: "boolean", default: false, description: "Only those that are left." },
      },
      required: ["author"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: { type: ["integer", "string"], pattern: "^-?[0-9]+$" },
              title: { type: "string" },
              year: { type: ["number", "string"] },
              stock: { type: ["number", "string"] },
            },
            required: ["id", "title", "year", "stock"],
            additionalProperties: false,
          },
        },
        truncated: { type: "boolean", description: "Whether a limit cut the rows short." },
        notice: { type: "string", description: "What was cut or lowered, and why." },
      },
      required: ["rows", "truncated"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  },
  validateInput,
  validateOutput,
  caps: { limit: 100 },
  limits,
  scopes: ["books:read"],
  redact: [],
  run: select(
    "shelves",
    `SELECT id, title, year, stock FROM books
     WHERE author = :author AND (stock > 0 OR NOT :in_stock)
     ORDER BY year, id LIMIT :limit`,
    { author: "string", in_stock: "boolean", limit: "integer" },
  ),
});
