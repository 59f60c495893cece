/** What the README tells a newcomer to run first. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository, run } from "../../scripts/project.mjs";

test("the demo shows what happens to each call, and that all of it is as it should be", async () => {
  const { stdout } = await run(process.execPath, [join(repository, "scripts/demo.mjs")]);
  expect(stdout).toContain("Everything above happened as it should.");
  expect(stdout).toContain("WRITE_REFUSED");
});
