import { handler, ToolError } from "../generated/handlers.js";

/** Forget a person, in every table. This cannot be undone. */
export const deleteTool = handler("delete", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "delete has no logic yet.");
});
