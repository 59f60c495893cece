// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { listParts } from "./tools/list-parts.js";
import { countStock } from "./tools/count-stock.js";
import { getPrice } from "./tools/get-price.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [listParts, countStock, getPrice];
