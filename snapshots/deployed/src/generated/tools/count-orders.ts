// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/count-orders.js";

export const countOrders = defineTool({
  definition: {
    name: "count_orders",
    description: "Count the orders of a customer.",
    inputSchema: {
      type: "object",
      properties: {
        customer: { type: "string", maxLength: 40, description: "The whole name." },
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
  limits: { ...limits, rate: { calls: 30, seconds: 3_600 } },
  scopes: [],
  redact: [],
  run: select("main", `SELECT count(*) AS orders FROM orders WHERE customer = $1`, {
    customer: "string",
  }),
});
