import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemsOf, soak, writeSoakSpec } from "../../bench/soak.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

let work: string;
let project: GeneratedExample;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "soak-spec-"));
  project = await generatedProject("soak", ["--spec", await writeSoakSpec(work)]);
});
afterAll(async () => {
  await project.remove();
  await rm(work, { recursive: true, force: true });
});

test("serves well-behaved callers among hostile ones for 20 seconds, and forgets no call", async () => {
  const seen = await soak(project.folder, 20_000);
  expect(problemsOf(seen)).toEqual([]);
  expect(seen.records["client:gone"]).toBeGreaterThan(0);
}, 120_000);
