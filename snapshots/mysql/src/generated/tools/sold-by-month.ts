// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/sold-by-month.js";

export const soldByMonth = defineTool({
  definition: {
    name: "sold_by_month",
    description: "What a product has sold since a day, by month.",
    inputSchema: {
      type: "object",
      properties: {
        product: { type: "integer", description: "Id of the product." },
        since: {
          type: "string",
          format: "date",
          default: "2026-01-01",
          description: "First day.",
          maxLength: 10000,
        },
      },
      required: ["product"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        rows: { type: "array", items: { type: "object" } },
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
  scopes: [],
  redact: [],
  run: select(
    "main",
    `SELECT DATE_FORMAT(placed_on, '%Y-%m') AS month, SUM(quantity) AS sold
FROM sales.\`order\` WHERE product_id = ? AND placed_on >= ?
GROUP BY 1 ORDER BY 1`,
    { product: "integer", since: "string" },
  ),
});
