import { handler, ToolError } from "../generated/handlers.js";

/** What to order next, and how many. */
export const suggestOrder = handler("suggest_order", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "suggest_order has no logic yet.");
});
