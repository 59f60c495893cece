import { handler, ToolError } from "../generated/handlers.js";

/** Give a track one to five stars. */
export const rateTrack = handler("rate.track", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "rate.track has no logic yet.");
});
