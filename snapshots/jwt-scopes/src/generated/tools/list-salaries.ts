// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/list-salaries.js";

export const listSalaries = defineTool({
  definition: {
    name: "list_salaries",
    description: "Salaries in one cost centre, highest first.",
    inputSchema: {
      type: "object",
      properties: {
        centre: { type: "integer", minimum: 1 },
      },
      required: ["centre"],
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
              person: { type: "string" },
              amount: { type: ["number", "string"] },
            },
            required: ["person", "amount"],
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
  limits: { ...limits, rows: 50 },
  scopes: ["centres:read", "salaries:read"],
  redact: [],
  run: select(
    "payroll",
    `SELECT person, amount FROM salaries
     WHERE centre = :centre
     ORDER BY amount DESC`,
    { centre: "integer" },
  ),
});
