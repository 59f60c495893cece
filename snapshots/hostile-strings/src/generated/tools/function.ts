// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { functionTool as handler } from "../../handlers/function.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/function.js";

const access = { sources: ["default"], writes: [] };

export const functionTool = defineTool({
  definition: {
    name: "Function",
    description:
      "<img src=x onerror=alert(1)> |||| `````` ~~~ ***bold*** __init__ https://evil.example http://x",
    inputSchema: {
      type: "object",
      properties: {
        "a b": { type: "string", maxLength: 10, description: "*/ @ts-nocheck" },
        "a-b": { type: "string", const: "*/`${1}`'\"" },
        日本語: {
          type: "string",
          maxLength: 40,
          default: "日本語のとても長い説明",
          description: "説明 🎉",
        },
        "x/y~z": { type: "number", default: 1e-7 },
      },
      required: ["a b", "a-b"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        "*/ evil": { type: "string", description: "*/ evil" },
        '"': { type: ["string", "null"] },
      },
      required: ['"'],
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
