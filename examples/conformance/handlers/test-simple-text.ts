import { content, handler } from "../generated/handlers.js";

/** Return one block of text. */
export const testSimpleText = handler("test_simple_text", async () =>
  content([{ type: "text", text: "This is a simple text response for testing." }]),
);
