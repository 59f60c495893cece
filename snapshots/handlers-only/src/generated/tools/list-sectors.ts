// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { listSectors as handler } from "../../handlers/list-sectors.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/list-sectors.js";

export const listSectors = defineTool({
  definition: {
    name: "list_sectors",
    description: "The sectors that leads are filed under.",
    inputSchema: { type: "object", additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        result: { type: "array", items: { type: "string" } },
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
