// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { testTool as handler } from "../../handlers/test.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/test.js";

const access = { sources: ["default"], writes: [] };

export const testTool = defineTool({
  definition: {
    name: "test",
    description: "Named as something that the generated tests import.",
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
