// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { reopenTicket as handler } from "../../handlers/reopen-ticket.js";
import { withApis } from "../../sources/handler-apis.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/reopen-ticket.js";

const access = { sources: ["crm", "tickets", "ticket-desk"], writes: ["ticket-desk"] };

export const reopenTicket = defineTool({
  definition: {
    name: "reopen_ticket",
    description: "Open a closed ticket again, and say why in its history.",
    inputSchema: {
      type: "object",
      properties: {
        number: { type: "integer", minimum: 1 },
      },
      required: ["number"],
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
  run: fromHandler(withApis(handler, access)),
});
