// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/stock-level.js";

export const stockLevel = defineTool({
  definition: {
    name: "stock_level",
    description: "How many of one article are in stock.",
    inputSchema: {
      type: "object",
      properties: {
        article: { type: "string", maxLength: 40 },
      },
      required: ["article"],
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
              article: { type: ["string", "null"] },
              pieces: { type: ["number", "string"] },
            },
            required: ["article", "pieces"],
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
  caps: {},
  limits,
  scopes: ["stock:read"],
  redact: [],
  run: select("stock", `SELECT article, pieces FROM stock WHERE article = :article`, {
    article: "string",
  }),
});
