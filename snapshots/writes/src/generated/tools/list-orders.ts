// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/list-orders.js";

export const listOrders = defineTool({
  definition: {
    name: "list_orders",
    description: "List orders of a customer, newest first.",
    inputSchema: {
      type: "object",
      properties: {
        customer: { type: "integer", minimum: 1 },
        limit: {
          type: "integer",
          minimum: 1,
          default: 20,
          description: "A value above 100 is lowered to 100.",
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
  caps: { limit: 100 },
  limits,
  scopes: [],
  redact: [],
  run: select(
    "main",
    `SELECT id, status, total, placed_at FROM orders
     WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT $2`,
    { customer: "integer", limit: "integer" },
  ),
});
