import { expect, test } from "vitest";
import { weighThing } from "../../src/generated/tools/weigh-thing.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what weigh_thing must do. */
test("weigh_thing answers, or refuses with a code of its own", async () => {
  const result = await callTool(weighThing, { name: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
