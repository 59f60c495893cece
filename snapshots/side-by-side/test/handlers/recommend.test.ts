import { expect, test } from "vitest";
import { recommend } from "../../src/generated/tools/recommend.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what recommend must do. */
test("recommend answers, or refuses with a code of its own", async () => {
  const result = await callTool(recommend, { title: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
