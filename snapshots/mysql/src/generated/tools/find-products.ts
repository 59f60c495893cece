// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/find-products.js";

export const findProducts = defineTool({
  definition: {
    name: "find_products",
    title: "Find products",
    description: "Find products by a part of their name, newest first.",
    inputSchema: {
      type: "object",
      properties: {
        name: { type: "string", description: "Part of the name.", maxLength: 10000 },
        limit: {
          type: "integer",
          minimum: 1,
          default: 100,
          description: "Products wanted. A value above 500 is lowered to 500.",
        },
      },
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
              id: { type: "integer" },
              name: { type: "string" },
              price: { type: ["number", "string"] },
              created_at: { type: "string", format: "date-time" },
            },
            required: ["id", "name"],
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
  caps: { limit: 500 },
  limits: { ...limits, rate: { calls: 30, seconds: 60 }, timeoutMs: 5_000 },
  scopes: [],
  redact: [],
  run: select(
    "main",
    `SELECT id, name, price, created_at FROM products # those that can be bought
WHERE active AND (? IS NULL OR name LIKE CONCAT('%', ?, '%'))
ORDER BY created_at DESC LIMIT ?`,
    { name: "string", limit: "integer" },
    ["name", "name", "limit"],
  ),
});
