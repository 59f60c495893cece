// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/class.js";

export const classTool = defineTool({
  definition: {
    name: "class",
    title: "}); process.exit(1); //",
    description: "*/ process.exit(1) /* ${process.exit(1)} `x` \\u0027 \\ @ts-ignore @param {{x}}",
    inputSchema: {
      type: "object",
      properties: {
        e_: { type: "string", default: "`${1}`", maxLength: 99, description: "*/ ${x} ` \" '" },
        hasX: { type: "string", enum: ["'", '"', "`", "${x}", "\\", "*/"] },
        default: { type: "string", pattern: "^[`'\"/*${}\\\\]+$", maxLength: 9 },
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            properties: {
              "a-b": { type: "string", const: "`${1}`*/" },
              "*/": { type: "string" },
            },
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
  },
  validateInput,
  validateOutput,
  caps: {},
  limits,
  scopes: ["scope:`${1}`"],
  redact: [],
  run: select(
    "default",
    `SELECT '\${process.exit(1)}' AS "\`a\`", '\\' AS b, '\`\${1}\`*/' AS "a-b", '*/' AS "*/" -- \`\${x}\`
WHERE :e_ <> 'it''s' /* \` */ AND (:hasX IS NULL OR :default IS NULL)`,
    { e_: "string", hasX: "string", default: "string" },
  ),
});
