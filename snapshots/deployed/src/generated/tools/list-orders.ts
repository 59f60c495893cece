// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/list-orders.js";

export const listOrders = defineTool({
  definition: {
    name: "list_orders",
    description: "List orders, newest first.",
    inputSchema: {
      type: "object",
      properties: {
        limit: {
          type: "integer",
          minimum: 1,
          default: 10,
          description: "Orders wanted. A value above 50 is lowered to 50.",
        },
      },
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
  caps: { limit: 50 },
  limits,
  scopes: [],
  redact: [],
  run: select(
    "main",
    `SELECT id, customer, placed_on FROM orders ORDER BY placed_on DESC, id LIMIT $1`,
    { limit: "integer" },
  ),
});
