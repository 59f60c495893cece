import { handler, ToolError } from "../generated/handlers.js";

/** Greet somebody. */
export const greet = handler("greet", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "greet has no logic yet.");
});
