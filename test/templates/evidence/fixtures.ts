/** A run of two controls, for the tests of what a report makes of it. */
import { reportOf } from "../../../templates/evidence/scripts/evidence/report.mjs";
import type { TestResult } from "../../../templates/evidence/scripts/evidence/tests.mjs";

export type Facts = Parameters<typeof reportOf>[0];

export const ran = (
  title: string,
  state: TestResult["state"] = "passed",
  file = "test/rate.test.ts",
): TestResult => ({
  file,
  title,
  within: ["over HTTP"],
  state,
  ms: 12,
  ...(state === "failed" && { failure: "AssertionError: expected 4 to be 3" }),
});

const control = (id: string, tests: Facts["controls"][number]["tests"]) => ({
  id,
  area: "limits",
  title: `Title of ${id}`,
  statement: "Each tool has a budget in `limits`.",
  enforcedIn: [`src/guard/${id}.ts`],
  tests,
  soc2: ["A1.1"],
  iso: ["A.8.6"],
});

export const contract = "sha256:0123";

export const facts: Facts = {
  date: "2026-11-22T20:35:16Z",
  strict: false,
  server: { name: "people-mcp", title: "People", version: "1.2.0", owner: "platform@example.com", contract },
  commit: { id: "0123456789abcdef", edited: false },
  environment: { node: "v20.19.0", platform: "linux x64", mode: "development" },
  controls: [
    control("rate", [{ file: "test/rate.test.ts", titles: ["refuses … calls"] }]),
    control("deadline", [{ file: "test/deadline.test.ts", titles: [] }]),
  ],
  notInPlace: ["**Authentication.** Whatever runs here may call `all` of it."],
  results: {
    tests: [
      ran("refuses 4 calls"),
      ran("refuses 300 calls"),
      ran("ends a call", "passed", "test/deadline.test.ts"),
    ],
    broken: {},
  },
  start: { ready: true, lines: [{ event: "ready", contract, limits: undefined }] },
  credentials: [
    { source: "main", kind: "postgres", state: "verified", says: "The role people can only read." },
  ],
  tools: {
    find_people: {
      limits: {
        rate: { calls: 60, seconds: 60 },
        concurrency: 8,
        timeoutMs: 1_500,
        rows: 500,
        bytes: 262_144,
      },
    },
  },
  components: {
    list: [{ name: "pino", version: "10.4.0", licence: "MIT" }],
    licences: { MIT: 1 },
    hashed: 1,
  },
};

export const report = (changes: Partial<Facts> = {}) => reportOf({ ...facts, ...changes });
