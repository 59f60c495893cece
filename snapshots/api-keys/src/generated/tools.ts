// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { stockLevel } from "./tools/stock-level.js";
import { suggestOrder } from "./tools/suggest-order.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [stockLevel, suggestOrder];
