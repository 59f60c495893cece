// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/find-contacts.js";

export const findContacts = defineTool({
  definition: {
    name: "find_contacts",
    description: "Find contacts by a part of their names, with the ids that get_contact takes.",
    inputSchema: {
      type: "object",
      properties: {
        text: { type: "string", minLength: 2, maxLength: 80 },
        tags: { type: "array", items: { type: "string", maxLength: 40 }, maxItems: 10 },
        cursor: { type: "string", maxLength: 200, description: "From the page before." },
      },
      required: ["text"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        result: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: { type: "string" },
              name: { type: "string" },
            },
            required: ["id", "name"],
          },
        },
        next: { type: "string", description: "Cursor of the next page; absent on the last." },
      },
      required: ["result"],
      additionalProperties: false,
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
    path: "/contacts",
    query: { q: "{text}", tag: "{tags}", after: "{cursor}", limit: 50, archived: false },
    pick: "/data",
    map: { id: "/id", name: "/attributes/full_name" },
    keep: [{ id: true, name: true }],
    next: { body: "/meta/next" },
  }),
});
