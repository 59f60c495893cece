import { handler, ToolError } from "../generated/handlers.js";

/** Record what became of a lead. */
export const closeLead = handler("close_lead", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "close_lead has no logic yet.");
});
