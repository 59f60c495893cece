// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { greet as handler } from "../../handlers/greet.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/greet.js";

export const greet = defineTool({
  definition: {
    name: "greet",
    description: "Greet somebody.",
    inputSchema: {
      type: "object",
      properties: {
        who: { type: "string", maxLength: 20 },
      },
      required: ["who"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        result: { type: "string", maxLength: 100 },
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
  wrapResult: true,
  caps: {},
  limits,
  scopes: ["greet"],
  redact: [],
  untrusted: "handler",
  run: fromHandler(handler),
});
