// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { greet } from "./tools/greet.js";
import { part } from "./tools/part.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [greet, part];
