// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { searchTracks } from "./tools/search-tracks.js";
import { playCount } from "./tools/play-count.js";
import { listTracks } from "./tools/list-tracks.js";
import { rateTrack } from "./tools/rate-track.js";
import { similarTracks } from "./tools/similar-tracks.js";
import { deleteTool } from "./tools/delete.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [
  searchTracks,
  playCount,
  listTracks,
  rateTrack,
  similarTracks,
  deleteTool,
];
