// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { callToolTool as handler } from "../../handlers/call-tool.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/call-tool.js";

const access = { sources: ["default"], writes: [] };

export const callToolTool = defineTool({
  definition: {
    name: "call-tool",
    description: "Named as something that the generated tests import.",
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
  limits,
  scopes: [],
  redact: [],
  untrusted: "handler",
  run: fromHandler(withDatabases(handler, access)),
});
