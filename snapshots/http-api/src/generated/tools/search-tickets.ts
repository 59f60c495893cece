// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/search-tickets.js";

export const searchTickets = defineTool({
  definition: {
    name: "search_tickets",
    description: "Search tickets. The search language is sent as a document, and changes nothing.",
    inputSchema: {
      type: "object",
      properties: {
        words: { type: "string", maxLength: 200 },
        open: { type: "boolean", default: true },
        page: { type: "integer", minimum: 1, default: 1 },
      },
      required: ["words"],
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
              number: { type: "integer" },
              subject: { type: "string" },
            },
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
  untrusted: "source tickets",
  run: operation("tickets", {
    method: "POST",
    path: "/search",
    query: { page: "{page}" },
    body: {
      query: { text: "{words}", filters: [{ field: "open", is: "{open}" }] },
    },
    lists: "comma",
    keep: [{ number: true, subject: true }],
    next: { link: "page" },
  }),
});
