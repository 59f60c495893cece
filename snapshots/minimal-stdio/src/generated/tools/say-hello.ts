// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { sayHello as handler } from "../../handlers/say-hello.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/say-hello.js";

export const sayHello = defineTool({
  definition: {
    name: "say_hello",
    description: "Greet somebody by name.",
    inputSchema: {
      type: "object",
      properties: {
        name: { type: "string", maxLength: 100, description: "Whom to greet." },
      },
      required: ["name"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        result: { type: "string" },
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
