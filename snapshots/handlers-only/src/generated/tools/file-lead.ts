// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { fileLead as handler } from "../../handlers/file-lead.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/file-lead.js";

export const fileLead = defineTool({
  definition: {
    name: "file_lead",
    title: "File a lead",
    description: "File a lead for follow-up. Filing the same lead twice changes nothing.",
    inputSchema: {
      type: "object",
      properties: {
        email: { type: "string", format: "email", maxLength: 10000 },
        due: { $ref: "#/$defs/due" },
        note: { type: ["string", "null"], maxLength: 2000 },
      },
      required: ["email"],
      $defs: {
        due: {
          anyOf: [
            { type: "string", format: "date", maxLength: 10000 },
            { type: "integer", minimum: 0 },
          ],
        },
      },
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
  scopes: [],
  redact: [],
  untrusted: "handler",
  run: fromHandler(handler),
});
