// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { queryUsers } from "./tools/query-users.js";
import { findUser } from "./tools/find-user.js";
import { countUsers } from "./tools/count-users.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [queryUsers, findUser, countUsers];
