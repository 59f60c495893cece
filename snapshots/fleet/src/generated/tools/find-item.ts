// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/find-item.js";

export const findItem = defineTool({
  definition: {
    name: "find_item",
    description: "Find an item by its name.",
    inputSchema: {
      type: "object",
      properties: {
        name: { type: "string", default: "bolt", maxLength: 40, description: "The whole name." },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            properties: {
              name: { type: ["string", "null"] },
              pieces: { type: ["number", "string"] },
            },
            required: ["name", "pieces"],
            additionalProperties: false,
          },
        },
        truncated: { type: "boolean", description: "Whether a limit cut the rows short." },
        notice: { type: "string", description: "What was cut or lowered, and why." },
      },
      required: ["rows", "truncated"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits: { ...limits, rate: { calls: 10, seconds: 3_600 } },
  scopes: [],
  redact: [],
  run: select("stock", `SELECT name, pieces FROM items WHERE name = :name`, { name: "string" }),
});
