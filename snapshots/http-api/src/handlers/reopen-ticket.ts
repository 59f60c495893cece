import { handler, ToolError } from "../generated/handlers.js";

/** Open a closed ticket again, and say why in its history. */
export const reopenTicket = handler("reopen_ticket", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "reopen_ticket has no logic yet.");
});
