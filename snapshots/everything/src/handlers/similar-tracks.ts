import { handler, ToolError } from "../generated/handlers.js";

/** Tracks that sound like one another, as pairs with a distance. */
export const similarTracks = handler("similar-tracks", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "similar-tracks has no logic yet.");
});
