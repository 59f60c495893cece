import { expect, test } from "vitest";
import { drawFunnel } from "../../src/generated/tools/draw-funnel.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what draw_funnel must do. */
test("draw_funnel answers, or refuses with a code of its own", async () => {
  const result = await callTool(drawFunnel, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
