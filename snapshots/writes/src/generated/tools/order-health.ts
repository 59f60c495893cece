// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { orderHealth as handler } from "../../handlers/order-health.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/order-health.js";

const access = { sources: ["main"], writes: [] };

export const orderHealth = defineTool({
  definition: {
    name: "order_health",
    description: "Say in a sentence how orders are doing.",
    inputSchema: { type: "object", additionalProperties: false },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  },
  validateInput,
  caps: {},
  limits,
  scopes: [],
  redact: [],
  run: fromHandler(withDatabases(handler, access)),
});
