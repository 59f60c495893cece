// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { operation } from "../../sources/operation.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/find-parcel.js";

export const findParcel = defineTool({
  definition: {
    name: "find_parcel",
    description: "Find out where a parcel is.",
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "string", pattern: "^[0-9]{8}$", maxLength: 8, description: "Its number." },
      },
      required: ["id"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        place: { type: "string" },
      },
      required: ["place"],
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
  untrusted: "source parcels",
  run: operation("parcels", { method: "GET", path: "/parcels/{id}", keep: { place: true } }),
});
