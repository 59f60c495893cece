// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { drawFunnel as handler } from "../../handlers/draw-funnel.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/draw-funnel.js";

export const drawFunnel = defineTool({
  definition: {
    name: "draw_funnel",
    description: "Draw the sales funnel as an image.",
    inputSchema: { type: "object", additionalProperties: false },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    },
  },
  validateInput,
  caps: {},
  limits: {
    ...limits,
    rate: { calls: 5, seconds: 60 },
    concurrency: 2,
    timeoutMs: 500,
    rows: 1,
    bytes: 65_536,
  },
  scopes: [],
  redact: [],
  untrusted: "handler",
  run: fromHandler(handler),
});
