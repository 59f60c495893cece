// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/play-count.js";

export const playCount = defineTool({
  definition: {
    name: "play_count",
    description: "How often a track was played.",
    inputSchema: {
      type: "object",
      properties: {
        track: { type: "integer", minimum: 1 },
      },
      required: ["track"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        rows: { type: "array", items: { type: "object" } },
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
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: ["tracks:read"],
  redact: [],
  run: select("play-counts", `SELECT count(*) AS plays FROM plays WHERE track = :track`, {
    track: "integer",
  }),
});
