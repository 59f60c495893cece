// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { triage as handler } from "../../handlers/triage.js";
import { withApis } from "../../sources/handler-apis.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/triage.js";

const access = { sources: ["crm", "tickets"], writes: [] };

export const triage = defineTool({
  definition: {
    name: "triage",
    description: "Sort a contact's open tickets by how urgent they sound.",
    inputSchema: {
      type: "object",
      properties: {
        contact: { type: "string", maxLength: 24 },
      },
      required: ["contact"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        result: { type: "array", items: { type: "integer" } },
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
  run: fromHandler(withApis(handler, access)),
});
