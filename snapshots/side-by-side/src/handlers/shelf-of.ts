import { handler, ToolError } from "../generated/handlers.js";

/** On which shelf a book stands. */
export const shelfOf = handler("shelf_of", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "shelf_of has no logic yet.");
});
