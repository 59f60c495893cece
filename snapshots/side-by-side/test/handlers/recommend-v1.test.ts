import { expect, test } from "vitest";
import { recommend } from "../../src/generated/v1/tools/recommend.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what recommend_v1 must do. */
test("recommend_v1 answers, or refuses with a code of its own", async () => {
  const result = await callTool(recommend, { title: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
