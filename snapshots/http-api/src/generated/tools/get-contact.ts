// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/get-contact.js";

export const getContact = defineTool({
  definition: {
    name: "get_contact",
    title: "Get a contact",
    description: "Fetch one contact from the CRM.",
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "string", pattern: "^[0-9a-f]{24}$", maxLength: 24 },
      },
      required: ["id"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        name: { type: "string" },
        email: { type: ["string", "null"] },
        company: {
          type: "object",
          properties: {
            name: { type: "string" },
          },
        },
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
  scopes: [],
  redact: [],
  untrusted: "source crm",
  run: operation("crm", {
    method: "GET",
    path: "/contacts/{id}",
    keep: { name: true, email: true, company: { name: true } },
  }),
});
