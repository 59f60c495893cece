// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { weighThing as handler } from "../../handlers/weigh-thing.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/weigh-thing.js";

const access = { sources: ["main"], writes: [] };

export const weighThing = defineTool({
  definition: {
    name: "weigh_thing",
    description: "How heavy a thing is, in kilograms.",
    inputSchema: {
      type: "object",
      properties: {
        name: { type: "string", maxLength: 100 },
      },
      required: ["name"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        kilograms: { type: "number" },
      },
      required: ["kilograms"],
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
