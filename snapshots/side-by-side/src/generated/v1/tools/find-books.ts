// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { asBefore } from "../../../guard/major.js";
import { defineTool } from "../../../guard/tool.js";
import { limits } from "../../contract.js";
import { findBooks as tool } from "../../tools/find-books.js";
import { validateInput, validateOutput } from "../validators/find-books.js";

/** As 1.4.0 promised it. */
export const findBooks = defineTool({
  definition: {
    name: "find_books",
    title: "Find books",
    description: "Books of an author, oldest first.",
    inputSchema: {
      type: "object",
      properties: {
        author: { type: "string", minLength: 1, maxLength: 100, description: "The whole name." },
        limit: {
          type: "integer",
          minimum: 1,
          default: 10,
          description: "Books wanted. A value above 50 is lowered to 50.",
        },
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
            },
            required: ["id", "title", "year"],
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
  caps: { limit: 50 },
  limits,
  scopes: ["books:read"],
  redact: [],
  run: asBefore(tool, ["id", "title", "year"]),
});
