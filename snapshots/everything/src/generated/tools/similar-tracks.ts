// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { similarTracks as handler } from "../../handlers/similar-tracks.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/similar-tracks.js";

const access = { sources: ["music", "play-counts"], writes: [] };

export const similarTracks = defineTool({
  definition: {
    name: "similar-tracks",
    description: "Tracks that sound like one another, as pairs with a distance.",
    inputSchema: {
      type: "object",
      properties: {
        track: { type: "integer", minimum: 1 },
        how: { type: "string", enum: ["tempo", "key", "what others like"], default: "tempo" },
      },
      required: ["track"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        result: {
          type: "array",
          items: {
            type: "array",
            prefixItems: [{ type: "integer" }, { type: "number" }],
            items: false,
            minItems: 2,
          },
        },
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
  scopes: ["tracks:read"],
  redact: [],
  untrusted: "handler",
  run: fromHandler(withDatabases(handler, access)),
});
