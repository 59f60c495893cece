import { content, handler } from "../generated/handlers.js";

/** Return the region that also stood in the request's Mcp-Param-Region header. */
export const testCustomHeader = handler("test_custom_header", async ({ region }) =>
  content([{ type: "text", text: `Region ${region}.` }]),
);
