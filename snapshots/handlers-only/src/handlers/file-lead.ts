import { handler, ToolError } from "../generated/handlers.js";

/** File a lead for follow-up. Filing the same lead twice changes nothing. */
export const fileLead = handler("file_lead", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "file_lead has no logic yet.");
});
