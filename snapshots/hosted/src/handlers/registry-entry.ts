import { handler, ToolError } from "../generated/handlers.js";

/** Read what the register says of a company, by a link or a number. */
export const registryEntry = handler("registry_entry", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "registry_entry has no logic yet.");
});
