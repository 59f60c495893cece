// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/revenue-by-month.js";

export const revenueByMonth = defineTool({
  definition: {
    name: "revenue_by_month",
    description: "Revenue of the months of a year.",
    inputSchema: {
      type: "object",
      properties: {
        year: { type: "integer", minimum: 2000, maximum: 2100, description: "The year." },
      },
      required: ["year"],
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
    "reporting",
    `SELECT month, total FROM revenue_by_month WHERE LEFT(month, 4) = ? ORDER BY month`,
    { year: "integer" },
  ),
});
