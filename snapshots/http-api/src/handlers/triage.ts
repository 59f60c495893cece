import { handler, ToolError } from "../generated/handlers.js";

/** Sort a contact's open tickets by how urgent they sound. */
export const triage = handler("triage", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "triage has no logic yet.");
});
