// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { placeOrder as handler } from "../../handlers/place-order.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { writableDatabase } from "../../sources/handler-writes.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/place-order.js";

const access = { sources: ["main", "order-desk"], writes: ["order-desk"] };

export const placeOrder = defineTool({
  definition: {
    name: "place_order",
    title: "Place an order",
    description: "Place an order for a customer.",
    inputSchema: {
      type: "object",
      properties: {
        customer: { type: "integer", minimum: 1 },
        lines: {
          type: "array",
          minItems: 1,
          maxItems: 50,
          items: {
            type: "object",
            properties: {
              product: { type: "string", maxLength: 40 },
              count: { type: "integer", minimum: 1 },
            },
            required: ["product", "count"],
          },
        },
      },
      required: ["customer", "lines"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        id: { type: "integer" },
      },
      required: ["id"],
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: false,
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: [],
  redact: [],
  run: fromHandler(withDatabases(handler, access, writableDatabase)),
});
