import { handler, ToolError } from "../generated/handlers.js";

/** Say goodbye. */
export const part = handler("part", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "part has no logic yet.");
});
