// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { defineTool } from "../../guard/tool.js";
import { select } from "../../sources/select.js";
import { limits } from "../contract.js";
import { validateInput, validateOutput } from "../validators/search-tracks.js";

export const searchTracks = defineTool({
  definition: {
    name: "search_tracks",
    title: "Search tracks",
    description:
      "Find tracks by a part of their title, with their artists and lengths; the longest first. Titles are compared without regard to case, and a hundred tracks at most come back whatever is asked for.",
    inputSchema: {
      type: "object",
      properties: {
        text: { type: "string", minLength: 2, maxLength: 80, description: "Part of a title." },
        artist: { type: "string", maxLength: 80 },
        genres: {
          type: "array",
          items: {
            type: "string",
            enum: [
              "Rock",
              "Jazz",
              "Classical",
              "Folk",
              "Electronic",
              "Hip hop",
              "Blues",
              "Reggae",
              "Metal",
              "Pop",
            ],
          },
          maxItems: 10,
        },
        minutes: { type: "number", exclusiveMinimum: 0 },
        limit: {
          type: "integer",
          minimum: 1,
          default: 20,
          description: "A value above 100 is lowered to 100.",
        },
      },
      required: ["text"],
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
              id: { type: "integer" },
              title: { type: "string" },
              artist: { type: "string" },
              seconds: { type: "integer", minimum: 0 },
            },
            required: ["id", "title", "artist", "seconds"],
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
  },
  validateInput,
  validateOutput,
  caps: { limit: 100 },
  limits: {
    ...limits,
    rate: { calls: 300, seconds: 3_600 },
    concurrency: 4,
    timeoutMs: 2_000,
    rows: 100,
    bytes: 65_536,
  },
  scopes: ["tracks:read"],
  redact: [],
  run: select(
    "music",
    `SELECT t.id, t.title, a.name AS artist, t.seconds
FROM tracks AS t JOIN artists AS a ON a.id = t.artist
WHERE instr(lower(t.title), lower(:text)) > 0
  AND (:artist IS NULL OR a.name = :artist)
  AND (:genres IS NULL OR t.genre IN (SELECT value FROM json_each(:genres)))
  AND (:minutes IS NULL OR t.seconds >= 60 * :minutes)
ORDER BY t.seconds DESC -- the "longest" first; it's what people look for
LIMIT :limit`,
    { text: "string", artist: "string", genres: "json", minutes: "number", limit: "integer" },
  ),
});
