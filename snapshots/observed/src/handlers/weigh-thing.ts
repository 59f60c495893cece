import { handler, ToolError } from "../generated/handlers.js";

/** How heavy a thing is, in kilograms. */
export const weighThing = handler("weigh_thing", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "weigh_thing has no logic yet.");
});
