// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { deleteTool as handler } from "../../handlers/delete.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/delete.js";

const access = { sources: ["music", "play-counts"], writes: [] };

export const deleteTool = defineTool({
  definition: {
    name: "delete",
    description: "Forget a person, in every table. This cannot be undone.",
    inputSchema: {
      type: "object",
      properties: {
        person: {
          type: "object",
          properties: {
            id: { type: "integer" },
            aliases: {
              type: "array",
              items: { type: "string", maxLength: 100 },
              uniqueItems: true,
              maxItems: 100,
            },
          },
          required: ["id"],
          additionalProperties: { type: "string", maxLength: 100 },
        },
      },
      required: ["person"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        tables: {
          type: "array",
          items: {
            type: "object",
            properties: {
              name: { type: "string" },
              rows: { type: "integer" },
            },
            required: ["name"],
          },
        },
        left: {
          oneOf: [
            { type: "null" },
            {
              type: "object",
              properties: {
                why: { type: "string" },
              },
            },
          ],
        },
      },
      required: ["tables"],
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
  scopes: ["admin"],
  redact: [],
  untrusted: "handler",
  run: fromHandler(withDatabases(handler, access)),
});
