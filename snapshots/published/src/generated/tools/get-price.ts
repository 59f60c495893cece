// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/get-price.js";

export const getPrice = defineTool({
  definition: {
    name: "get_price",
    description: "Return what a part costs.",
    inputSchema: {
      type: "object",
      properties: {
        part: { type: "integer", minimum: 1 },
      },
      required: ["part"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        cents: { type: "integer" },
      },
      required: ["cents"],
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
  untrusted: "source prices",
  run: operation("prices", { method: "GET", path: "/parts/{part}/price", keep: { cents: true } }),
});
