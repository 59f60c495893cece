// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { part as handler } from "../../handlers/part.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/part.js";

export const part = defineTool({
  definition: {
    name: "part",
    description: "Say goodbye.",
    inputSchema: { type: "object", additionalProperties: false },
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
  scopes: [],
  redact: [],
  untrusted: "handler",
  run: fromHandler(handler),
});
