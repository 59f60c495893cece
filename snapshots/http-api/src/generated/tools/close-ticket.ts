// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/close-ticket.js";

export const closeTicket = defineTool({
  definition: {
    name: "close_ticket",
    description: "Close a ticket with a note that its customer reads.",
    inputSchema: {
      type: "object",
      properties: {
        number: { type: "integer", minimum: 1 },
        note: { type: "string", maxLength: 2000 },
      },
      required: ["number", "note"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        state: { type: "string" },
      },
      required: ["state"],
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: true,
      openWorldHint: true,
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: [],
  redact: ["note"],
  untrusted: "source ticket-desk",
  run: operation("ticket-desk", {
    method: "PUT",
    path: "/tickets/{number}/state",
    headers: { "X-Reason": "closed-by-assistant" },
    form: { state: "closed", note: "{note}" },
    keep: { state: true },
  }),
});
