import { handler, ToolError } from "../generated/handlers.js";

/** Say in a sentence how orders are doing. */
export const orderHealth = handler("order_health", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "order_health has no logic yet.");
});
