// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { findProducts } from "./tools/find-products.js";
import { soldByMonth } from "./tools/sold-by-month.js";
import { revenueByMonth } from "./tools/revenue-by-month.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [findProducts, soldByMonth, revenueByMonth];
