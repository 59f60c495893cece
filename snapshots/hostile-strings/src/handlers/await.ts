import { handler, ToolError } from "../generated/handlers.js";

/** 予約語 🎉 – a reserved word. */
export const awaitTool = handler("await", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "await has no logic yet.");
});
