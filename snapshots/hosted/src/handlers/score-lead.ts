import { handler, ToolError } from "../generated/handlers.js";

/** Score a lead from 0 to 100. */
export const scoreLead = handler("score_lead", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "score_lead has no logic yet.");
});
