// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { scoreLead as handler } from "../../handlers/score-lead.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/score-lead.js";

export const scoreLead = defineTool({
  definition: {
    name: "score_lead",
    title: "Score a lead",
    description: "Score a lead from 0 to 100.",
    inputSchema: {
      type: "object",
      properties: {
        email: { type: "string", format: "email", maxLength: 254 },
        sector: { type: "string", enum: ["public", "private", "non-profit"], default: "private" },
        signals: {
          type: "array",
          maxItems: 20,
          default: [],
          items: {
            type: "object",
            properties: {
              kind: { type: "string", maxLength: 40 },
              weight: { type: "number", minimum: 0, maximum: 1 },
            },
            required: ["kind"],
            additionalProperties: false,
          },
        },
      },
      required: ["email"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        score: { type: "integer", minimum: 0, maximum: 100, description: "Higher is better." },
        reasons: { type: "array", items: { type: "string" } },
      },
      required: ["score"],
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
  redact: ["email"],
  untrusted: "handler",
  run: fromHandler(handler),
});
