import { handler, ToolError } from "../generated/handlers.js";

/** Named as something that the generated tests import. */
export const testTool = handler("test", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "test has no logic yet.");
});
