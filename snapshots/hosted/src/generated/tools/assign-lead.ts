// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/assign-lead.js";

export const assignLead = defineTool({
  definition: {
    name: "assign_lead",
    description: "Give a lead to somebody.",
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "string", maxLength: 100 },
        owner: { type: "string", maxLength: 100 },
      },
      required: ["id", "owner"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        owner: { type: "string" },
      },
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: ["leads:write"],
  redact: [],
  untrusted: "source crm-desk",
  run: operation("crm-desk", {
    method: "POST",
    path: "/leads/{id}/owner",
    body: { owner: "{owner}" },
    keep: { owner: true },
  }),
});
