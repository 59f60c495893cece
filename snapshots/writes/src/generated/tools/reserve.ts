// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { reserve as handler } from "../../handlers/reserve.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { writableDatabase } from "../../sources/handler-writes.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/reserve.js";

const access = { sources: ["main", "shop"], writes: ["shop"] };

export const reserve = defineTool({
  definition: {
    name: "reserve",
    description: "Take a product out of the stock for an order.",
    inputSchema: {
      type: "object",
      properties: {
        order: { type: "integer" },
        product: { type: "string", maxLength: 40 },
      },
      required: ["order", "product"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: false,
    },
  },
  validateInput,
  caps: {},
  limits,
  scopes: [],
  redact: [],
  run: fromHandler(withDatabases(handler, access, writableDatabase)),
});
