// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { closeLead as handler } from "../../handlers/close-lead.js";
import { withApis } from "../../sources/handler-apis.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/close-lead.js";

const access = { sources: ["crm", "registry", "crm-desk"], writes: ["crm-desk"] };

export const closeLead = defineTool({
  definition: {
    name: "close_lead",
    description: "Record what became of a lead.",
    inputSchema: {
      type: "object",
      properties: {
        email: { type: "string", format: "email", maxLength: 254 },
        won: { type: "boolean" },
      },
      required: ["email", "won"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    },
  },
  validateInput,
  caps: {},
  limits,
  scopes: ["leads:write"],
  redact: [],
  untrusted: "handler",
  run: fromHandler(withApis(handler, access)),
});
