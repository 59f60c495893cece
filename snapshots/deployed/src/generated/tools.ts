// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { listOrders } from "./tools/list-orders.js";
import { countOrders } from "./tools/count-orders.js";
import { listPrices } from "./tools/list-prices.js";
import { findParcel } from "./tools/find-parcel.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [listOrders, countOrders, listPrices, findParcel];
