// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { searchTracks } from "./tools/search-tracks.js";
import { playCount } from "./tools/play-count.js";
import { listTracks } from "./tools/list-tracks.js";
import { rateTrack } from "./tools/rate-track.js";
import { similarTracks } from "./tools/similar-tracks.js";
import { deleteTool } from "./tools/delete.js";

/** Tools under the names that they had: for clients that have not moved yet. */
const oldNames: readonly Tool[] = [
  {
    ...rateTrack,
    definition: {
      ...rateTrack.definition,
      name: "grade.track",
      description:
        "Give a track one to five stars. Deprecated: this is the old name of rate.track. Use rate.track instead.",
      _meta: {
        "create-mcp-prod/deprecated": { use: "rate.track" },
      },
    },
    deprecated: true,
  },
];

/** In the order of the spec, which is the order that clients see; old names come last. */
export const tools: readonly Tool[] = [
  searchTracks,
  playCount,
  listTracks,
  rateTrack,
  similarTracks,
  deleteTool,
  ...oldNames,
];
