import { setTimeout as wait } from "node:timers/promises";
import { content, handler } from "../generated/handlers.js";

/** Report progress at 0, 50 and 100 of 100 and then say so. */
export const testToolWithProgress = handler(
  "test_tool_with_progress",
  async (_, { progress, signal }) => {
    await progress(0, 100);
    await wait(50, undefined, { signal });
    await progress(50, 100);
    await wait(50, undefined, { signal });
    await progress(100, 100);
    return content([{ type: "text", text: "Reported progress at 0, 50 and 100 of 100." }]);
  },
);
