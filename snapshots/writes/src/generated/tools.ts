// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { listOrders } from "./tools/list-orders.js";
import { findOrders } from "./tools/find-orders.js";
import { placeOrder } from "./tools/place-order.js";
import { addNote } from "./tools/add-note.js";
import { reserve } from "./tools/reserve.js";
import { orderHealth } from "./tools/order-health.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [
  listOrders,
  findOrders,
  placeOrder,
  addNote,
  reserve,
  orderHealth,
];
