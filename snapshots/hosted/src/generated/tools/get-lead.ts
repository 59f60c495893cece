// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/get-lead.js";

export const getLead = defineTool({
  definition: {
    name: "get_lead",
    description: "Fetch one lead from the CRM.",
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "string", maxLength: 100 },
      },
      required: ["id"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        name: { type: "string" },
      },
      required: ["name"],
    },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: ["leads:read"],
  redact: [],
  untrusted: "source crm",
  run: operation("crm", { method: "GET", path: "/leads/{id}", keep: { name: true } }),
});
