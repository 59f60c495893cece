// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { awaitTool as handler } from "../../handlers/await.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/await.js";

const access = { sources: ["default"], writes: [] };

export const awaitTool = defineTool({
  definition: {
    name: "await",
    description: "予約語 🎉 – a reserved word.",
    inputSchema: { type: "object", additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        result: { enum: ["`", "${x}", 1, null, "*/"] },
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
  run: fromHandler(withDatabases(handler, access)),
});
