import { expect, test } from "vitest";
import { lookUpCompany } from "../../src/generated/tools/look-up-company.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what look_up_company must do. */
test("look_up_company answers, or refuses with a code of its own", async () => {
  const result = await callTool(lookUpCompany, { domain: "a" });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
