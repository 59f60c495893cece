// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { asBefore } from "../../../guard/major.js";
import { defineTool } from "../../../guard/tool.js";
import { limits } from "../../contract.js";
import { shelfOf as tool } from "../../tools/shelf-of.js";
import { validateInput, validateOutput } from "../validators/shelf-of.js";

/** As 1.4.0 promised it. */
export const shelfOf = defineTool({
  definition: {
    name: "shelf_of",
    description: "On which shelf a book stands.",
    inputSchema: {
      type: "object",
      properties: {
        title: { type: "string", minLength: 1, maxLength: 200 },
      },
      required: ["title"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        shelf: { type: "string" },
      },
      required: ["shelf"],
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
  run: asBefore(tool),
});
