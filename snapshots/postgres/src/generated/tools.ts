// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { listCustomers } from "./tools/list-customers.js";
import { spentByCustomer } from "./tools/spent-by-customer.js";
import { archivedOrders } from "./tools/archived-orders.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [listCustomers, spentByCustomer, archivedOrders];
