import { expect, test } from "vitest";
import { orderHealth } from "../../src/generated/tools/order-health.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what order_health must do. */
test("order_health answers, or refuses with a code of its own", async () => {
  const result = await callTool(orderHealth, {});
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
