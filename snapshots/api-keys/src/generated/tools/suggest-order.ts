// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { suggestOrder as handler } from "../../handlers/suggest-order.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/suggest-order.js";

const access = { sources: ["stock"], writes: [] };

export const suggestOrder = defineTool({
  definition: {
    name: "suggest_order",
    description: "What to order next, and how many.",
    inputSchema: { type: "object", additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        article: { type: "string" },
        pieces: { type: "integer" },
      },
      required: ["article", "pieces"],
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
  untrusted: "handler",
  run: fromHandler(withDatabases(handler, access)),
});
