// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/list-tracks.js";

export const listTracks = defineTool({
  definition: {
    name: "list_tracks",
    description:
      "All tracks. Deprecated since 10.1.0, to be removed in 11.0.0. Use search_tracks instead. Unbounded.",
    inputSchema: { type: "object", additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: { type: ["integer", "string"], pattern: "^-?[0-9]+$" },
              title: { type: "string" },
            },
            required: ["id", "title"],
            additionalProperties: false,
          },
        },
        truncated: { type: "boolean", description: "Whether a limit cut the rows short." },
        notice: { type: "string", description: "What was cut or lowered, and why." },
      },
      required: ["rows", "truncated"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
    _meta: {
      "create-mcp-prod/deprecated": {
        since: "10.1.0",
        removeIn: "11.0.0",
        use: "search_tracks",
        reason: "Unbounded.",
      },
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: ["tracks:read"],
  redact: [],
  deprecated: true,
  run: select("music", `SELECT id, title FROM tracks ORDER BY id`, {}),
});
