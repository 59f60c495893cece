// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/list-customers.js";

export const listCustomers = defineTool({
  definition: {
    name: "list_customers",
    title: "List customers",
    description: "List customers, newest first.",
    inputSchema: {
      type: "object",
      properties: {
        active: { type: "boolean", default: true, description: "Only active ones." },
        limit: {
          type: "integer",
          minimum: 1,
          default: 100,
          description: "Customers wanted. A value above 500 is lowered to 500.",
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
              email: { type: ["string", "null"] },
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
    `SELECT id, name, email, created_at FROM customers
     WHERE active = $1 ORDER BY created_at DESC LIMIT $2`,
    { active: "boolean", limit: "integer" },
  ),
});
