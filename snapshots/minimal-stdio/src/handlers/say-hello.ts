import { handler, ToolError } from "../generated/handlers.js";

/** Greet somebody by name. */
export const sayHello = handler("say_hello", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "say_hello has no logic yet.");
});
