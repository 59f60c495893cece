// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { scoreLead } from "./tools/score-lead.js";
import { listSectors } from "./tools/list-sectors.js";
import { fileLead } from "./tools/file-lead.js";
import { drawFunnel } from "./tools/draw-funnel.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [scoreLead, listSectors, fileLead, drawFunnel];
