// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/query-users.js";

export const queryUsers = defineTool({
  definition: {
    name: "query_users",
    title: "Query users",
    description: "Return user records, newest first. Read-only.",
    inputSchema: {
      type: "object",
      properties: {
        active: { type: "boolean", default: true, description: "Only active users." },
        limit: {
          type: "integer",
          minimum: 1,
          default: 100,
          description: "Rows wanted. A value above 500 is lowered to 500.",
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
              id: { type: ["integer", "string"], pattern: "^-?[0-9]+$" },
              name: { type: "string" },
              email: { type: "string" },
              created_at: { type: "string" },
            },
            required: ["id", "name", "email", "created_at"],
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
  caps: { limit: 500 },
  limits: { ...limits, rate: { calls: 300, seconds: 60 }, timeoutMs: 5_000 },
  scopes: [],
  redact: [],
  run: select(
    "main",
    `SELECT id, name, email, created_at FROM users
     WHERE active = :active ORDER BY created_at DESC, id LIMIT :limit`,
    { active: "boolean", limit: "integer" },
  ),
});
