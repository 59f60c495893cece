// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { classTool } from "./tools/class.js";
import { functionTool } from "./tools/function.js";
import { awaitTool } from "./tools/await.js";
import { limitsTool } from "./tools/limits.js";
import { callToolTool } from "./tools/call-tool.js";
import { testTool } from "./tools/test.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [
  classTool,
  functionTool,
  awaitTool,
  limitsTool,
  callToolTool,
  testTool,
];
