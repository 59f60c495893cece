// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { scoreLead } from "./tools/score-lead.js";
import { lookUpCompany } from "./tools/look-up-company.js";
import { closeLead } from "./tools/close-lead.js";
import { getLead } from "./tools/get-lead.js";
import { assignLead } from "./tools/assign-lead.js";
import { registryEntry } from "./tools/registry-entry.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [
  scoreLead,
  lookUpCompany,
  closeLead,
  getLead,
  assignLead,
  registryEntry,
];
