import { handler, ToolError } from "../generated/handlers.js";

/** <img src=x onerror=alert(1)> |||| `````` ~~~ ***bold*** __init__ https://evil.example http://x */
export const functionTool = handler("Function", async () => {
  throw new ToolError("NOT_IMPLEMENTED", "Function has no logic yet.");
});
