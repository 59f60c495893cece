// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { fromHandler } from "../../guard/handler.js";
import { defineTool } from "../../guard/tool.js";
import { addNote as handler } from "../../handlers/add-note.js";
import { withDatabases } from "../../sources/handler-databases.js";
import { writableDatabase } from "../../sources/handler-writes.js";
import { limits } from "../contract.js";
import { validateInput } from "../validators/add-note.js";

const access = { sources: ["main", "journal"], writes: ["journal"] };

export const addNote = defineTool({
  definition: {
    name: "add_note",
    description: "Add a note to an order.",
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "integer" },
        text: { type: "string", maxLength: 500 },
      },
      required: ["id", "text"],
      additionalProperties: false,
    },
    annotations: {
      readOnlyHint: false,
      destructiveHint: false,
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
