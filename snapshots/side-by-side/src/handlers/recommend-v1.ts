import { handler, ToolError } from "../generated/handlers.js";

/** A book to read after another one. */
export const recommendV1 = handler("recommend_v1", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "recommend_v1 has no logic yet.");
});
