// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { sayHello } from "./tools/say-hello.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [sayHello];
