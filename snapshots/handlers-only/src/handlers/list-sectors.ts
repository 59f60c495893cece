import { handler, ToolError } from "../generated/handlers.js";

/** The sectors that leads are filed under. */
export const listSectors = handler("list_sectors", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "list_sectors has no logic yet.");
});
