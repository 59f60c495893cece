// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { registryEntry as handler } from "../../handlers/registry-entry.js";
import { withApis } from "../../sources/handler-apis.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/registry-entry.js";

const access = { sources: ["crm", "registry"], writes: [] };

export const registryEntry = defineTool({
  definition: {
    name: "registry_entry",
    description: "Read what the register says of a company, by a link or a number.",
    inputSchema: {
      type: "object",
      properties: {
        link: { type: "string", maxLength: 300 },
      },
      required: ["link"],
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
  caps: {},
  limits: { ...limits, timeoutMs: 2_000 },
  scopes: ["leads:read"],
  redact: [],
  untrusted: "handler",
  run: fromHandler(withApis(handler, access)),
});
