// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { lookUpCompany as handler } from "../../handlers/look-up-company.js";
import { withApis } from "../../sources/handler-apis.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/look-up-company.js";

const access = { sources: ["crm", "registry"], writes: [] };

export const lookUpCompany = defineTool({
  definition: {
    name: "look_up_company",
    description: "Find what is known of a company.",
    inputSchema: {
      type: "object",
      properties: {
        domain: { type: "string", maxLength: 253 },
      },
      required: ["domain"],
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
  caps: {},
  limits: { ...limits, concurrency: 2, timeoutMs: 1_000 },
  scopes: ["leads:read"],
  redact: [],
  run: fromHandler(withApis(handler, access)),
});
