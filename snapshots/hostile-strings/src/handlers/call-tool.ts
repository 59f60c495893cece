import { handler, ToolError } from "../generated/handlers.js";

/** Named as something that the generated tests import. */
export const callToolTool = handler("call-tool", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "call-tool has no logic yet.");
});
