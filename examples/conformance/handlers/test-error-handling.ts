import { handler, ToolError } from "../generated/handlers.js";

/** Always fail. */
export const testErrorHandling = handler("test_error_handling", async () => {
  throw new ToolError("ALWAYS_FAILS", "This tool intentionally returns an error for testing.");
});
