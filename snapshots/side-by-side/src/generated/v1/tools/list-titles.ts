// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../../guard/tool.js";
import { select } from "../../../sources/select.js";
import { limits } from "../../contract.js";
import { validateInput, validateOutput } from "../validators/list-titles.js";

/** As 1.4.0 promised it. */
export const listTitles = defineTool({
  definition: {
    name: "list_titles",
    description:
      "The titles of all books. Deprecated since 1.3.0, to be removed in 2.0.0. Use find_books instead. It grows with the shop.",
    inputSchema: { type: "object", additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            properties: {
              title: { type: "string" },
            },
            required: ["title"],
            additionalProperties: false,
          },
        },
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
    _meta: {
      "create-mcp-prod/deprecated": {
        since: "1.3.0",
        removeIn: "2.0.0",
        use: "find_books",
        reason: "It grows with the shop.",
      },
    },
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: [],
  redact: [],
  deprecated: true,
  run: select("shelves", `SELECT title FROM books ORDER BY title`, {}),
});
