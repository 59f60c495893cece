// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/daily-weather.js";

export const dailyWeather = defineTool({
  definition: {
    name: "daily_weather",
    description: "One station's weather, day by day, newest first.",
    inputSchema: {
      type: "object",
      properties: {
        station: {
          type: "string",
          pattern: "^[A-Z]{4}$",
          description: "ICAO code of the station.",
          maxLength: 10000,
        },
        days: {
          type: "integer",
          minimum: 1,
          default: 7,
          description: "Days wanted. A value above 31 is lowered to 31.",
        },
      },
      required: ["station"],
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
              day: { type: "string", format: "date" },
              celsius: { type: ["number", "null"] },
            },
            required: ["day", "celsius"],
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
  caps: { days: 31 },
  limits,
  scopes: [],
  redact: [],
  run: select(
    "archive",
    `SELECT day, celsius FROM weather WHERE station = :station ORDER BY day DESC LIMIT :days`,
    { station: "string", days: "integer" },
  ),
});
