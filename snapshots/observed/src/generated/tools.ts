// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { listThings } from "./tools/list-things.js";
import { weighThing } from "./tools/weigh-thing.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [listThings, weighThing];
