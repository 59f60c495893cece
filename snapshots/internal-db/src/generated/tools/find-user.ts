// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/find-user.js";

export const findUser = defineTool({
  definition: {
    name: "find_user",
    title: "Find user",
    description: "Return the user with exactly this email address. No rows when nobody has it.",
    inputSchema: {
      type: "object",
      properties: {
        email: {
          type: "string",
          format: "email",
          maxLength: 254,
          description: "The whole address.",
        },
      },
      required: ["email"],
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
              active: { type: ["number", "string"] },
            },
            required: ["id", "name", "active"],
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
  limits: { ...limits, rows: 1 },
  scopes: [],
  redact: ["email"],
  run: select("main", `SELECT id, name, active FROM users WHERE email = lower(:email)`, {
    email: "string",
  }),
});
