import { handler, ToolError } from "../generated/handlers.js";

/** Draw the sales funnel as an image. */
export const drawFunnel = handler("draw_funnel", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "draw_funnel has no logic yet.");
});
