import { expect, test } from "vitest";
import { registryEntry } from "../../src/generated/tools/registry-entry.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what registry_entry must do. */
test("registry_entry answers, or refuses with a code of its own", async () => {
  const result = await callTool(registryEntry, { link: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
