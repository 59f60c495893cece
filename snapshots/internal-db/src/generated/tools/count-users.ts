// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/count-users.js";

export const countUsers = defineTool({
  definition: {
    name: "count_users",
    description: "How many users are active, and how many are not.",
    inputSchema: { type: "object", additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            properties: {
              active: { type: "integer" },
              users: { type: "integer" },
            },
            required: ["active", "users"],
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
  scopes: [],
  redact: [],
  run: select("main", `SELECT active, count(*) AS users FROM users GROUP BY active`, {}),
});
