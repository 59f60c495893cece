import { handler, ToolError } from "../generated/handlers.js";

/** Books to read after another one. */
export const recommend = handler("recommend", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "recommend has no logic yet.");
});
