// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/spent-by-customer.js";

export const spentByCustomer = defineTool({
  definition: {
    name: "spent_by_customer",
    description: "What a customer has spent since a day, by month.",
    inputSchema: {
      type: "object",
      properties: {
        customer: { type: "integer", description: "Id of the customer." },
        since: {
          type: "string",
          format: "date",
          default: "2026-01-01",
          description: "First day.",
          maxLength: 10000,
        },
      },
      required: ["customer"],
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
    `SELECT date_trunc('month', placed_on)::date AS month, sum(total) AS total
     FROM sales."order" WHERE customer_id = $1 AND placed_on >= $2::date
     GROUP BY 1 ORDER BY 1`,
    { customer: "integer", since: "string" },
  ),
});
