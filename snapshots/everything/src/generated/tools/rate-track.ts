// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { rateTrack as handler } from "../../handlers/rate-track.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/rate-track.js";

const access = { sources: ["music", "play-counts"], writes: [] };

export const rateTrack = defineTool({
  definition: {
    name: "rate.track",
    title: "Rate a track",
    description: "Give a track one to five stars.",
    inputSchema: {
      type: "object",
      properties: {
        track: { type: "integer", minimum: 1 },
        stars: { type: "integer", minimum: 1, maximum: 5 },
        note: { type: "string", maxLength: 500, description: 'Anything "worth" saying.' },
      },
      required: ["track", "stars"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    },
  },
  validateInput,
  caps: {},
  limits,
  scopes: ["tracks:read", "tracks:rate"],
  redact: ["note"],
  untrusted: "handler",
  run: fromHandler(withDatabases(handler, access)),
});
