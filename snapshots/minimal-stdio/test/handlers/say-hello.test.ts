import { expect, test } from "vitest";
import { sayHello } from "../../src/generated/tools/say-hello.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what say_hello must do. */
test("say_hello answers, or refuses with a code of its own", async () => {
  const result = await callTool(sayHello, { name: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
