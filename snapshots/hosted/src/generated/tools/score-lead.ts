// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { scoreLead as handler } from "../../handlers/score-lead.js";
import { withApis } from "../../sources/handler-apis.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/score-lead.js";

const access = { sources: ["crm", "registry"], writes: [] };

export const scoreLead = defineTool({
  definition: {
    name: "score_lead",
    description: "Score a lead from 0 to 100.",
    inputSchema: {
      type: "object",
      properties: {
        email: { type: "string", format: "email", maxLength: 254 },
      },
      required: ["email"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        score: { type: "integer", minimum: 0, maximum: 100 },
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
  limits: { ...limits, rate: { calls: 5, seconds: 60 }, timeoutMs: 2_000 },
  scopes: ["leads:read"],
  redact: ["email"],
  untrusted: "handler",
  run: fromHandler(withApis(handler, access)),
});
