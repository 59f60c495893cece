import { handler, ToolError } from "../generated/handlers.js";

/** Find what is known of a company. */
export const lookUpCompany = handler("look_up_company", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "look_up_company has no logic yet.");
});
