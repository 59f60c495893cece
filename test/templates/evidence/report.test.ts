import { describe, expect, test } from "vitest";
import { summaryOf } from "../../../templates/evidence/scripts/evidence/report.mjs";
import type { TestResult } from "../../../templates/evidence/scripts/evidence/tests.mjs";
import { facts, ran, report } from "./fixtures.js";

const { tests } = facts.results;
const deadline = tests[2] as TestResult;

/** The states of `rate` and of `deadline`, and the outcome, after these tests. */
const judged = (results: readonly TestResult[], broken: Readonly<Record<string, string>> = {}) => {
  const { controls, outcome } = report({ results: { tests: results, broken } });
  return [...controls.map(({ state }) => state), outcome];
};

describe("a control is", () => {
  test("proven when every case of every test that it names passed", () => {
    expect(judged(tests)).toEqual(["proven", "proven", "passed"]);
    expect(report().controls[0]?.tests).toMatchObject([{ passed: 2, failed: 0, skipped: 0 }]);
  });

  test("failed when one case did", () => {
    const one = [ran("refuses 4 calls"), ran("refuses 300 calls", "failed"), deadline];
    expect(judged(one)).toEqual(["failed", "proven", "failed"]);
    const { problems, controls } = report({ results: { tests: one, broken: {} } });
    expect(problems).toEqual(["“Title of rate” failed (rate)."]);
    expect(controls[0]?.tests[0]?.cases[1]?.failure).toContain("expected 4 to be 3");
  });

  test("never proven by a test that was skipped", () => {
    expect(judged([ran("refuses 4 calls", "skipped"), deadline])).toEqual(["not run", "proven", "passed"]);
    const some = [ran("refuses 4 calls"), ran("refuses 5 calls", "skipped"), deadline];
    expect(judged(some)).toEqual(["partly proven", "proven", "passed"]);
  });

  test("failed when a test that it names is not there any more", () => {
    const other = [ran("admits 4 calls"), ran("refuses 4 calls, mostly"), deadline];
    expect(judged(other)).toEqual(["failed", "proven", "failed"]);
    expect(judged([ran("refuses 4 calls", "passed", "test/other.test.ts"), deadline])[0]).toBe("failed");
    expect(judged([ran("refuses 4 calls")])).toEqual(["proven", "failed", "failed"]);
  });

  test("failed when its tests could not be run to their end, whatever passed before", () => {
    const problem = { "test/deadline.test.ts": "afterAll: the server does not end" };
    expect(judged(tests, problem)).toEqual(["proven", "failed", "failed"]);
  });
});

test("titles are matched as they are, also where they look like patterns", () => {
  const [control] = facts.controls;
  const titles = ["answers a.b (c) with …"];
  const own = {
    ...control,
    tests: [{ file: "test/rate.test.ts", titles }],
  } as (typeof facts.controls)[number];
  const state = (title: string) =>
    report({ controls: [own], results: { tests: [ran(title)], broken: {} } }).controls[0]?.state;
  expect(state("answers a.b (c) with 404\n")).toBe("proven");
  expect(state("answers axb (c) with 404")).toBe("failed");
});

describe("the whole fails", () => {
  test("when a credential can do more than read", () => {
    const credentials = [{ source: "main", kind: "mysql", state: "refused", says: "It can write." }] as const;
    const start = { ready: false, lines: [], reason: "It can write." };
    expect(report({ credentials, start })).toMatchObject({
      outcome: "failed",
      problems: ["The credential of main was refused."],
      start: { ready: false, reason: "It can write." },
    });
  });

  test("when the build serves another contract than the one on record", () => {
    const start = { ready: true, lines: [{ event: "ready", contract: "sha256:4567" }] };
    const { outcome, problems, server } = report({ start });
    expect([outcome, server.served]).toEqual(["failed", "sha256:4567"]);
    expect(problems).toEqual(["The built server serves another contract than the one on record."]);
  });

  test("with --strict, also by what could not be looked at", () => {
    const open = {
      results: { tests: [ran("refuses 4 calls", "skipped"), deadline], broken: {} },
      start: { ready: false, lines: [], reason: "Settings are missing or wrong:\n  MAIN_DB is required." },
      credentials: [
        { source: "main", kind: "postgres", state: "not verified", says: "…" },
        { source: "crm", kind: "http", state: "not verified", says: "…" },
      ] as const,
      components: { problem: "npm error code ESBOMPROBLEMS" },
    };
    expect(report(open).outcome).toBe("passed");
    expect(report({ ...open, strict: true }).problems).toEqual([
      "“Title of rate” was not run (rate).",
      "The credential of main was not verified.",
      "The server did not start.",
      "There is no bill of materials.",
    ]);
  });
});

test("the summary says what was not looked at, not only what failed", () => {
  const start = {
    ready: false,
    lines: [],
    reason: "The environment is not complete:\n  - MAIN_DB is required.",
  };
  const credentials = [
    { source: "main", kind: "sqlite", state: "not verified", says: "No production credential was verified." },
  ] as const;
  expect(summaryOf(report({ start, credentials }))).toEqual([
    "2 of 2 controls proven, 0 partly, 0 not run, 0 failed",
    "The server did not start: The environment is not complete:\n  - MAIN_DB is required.",
    "Credential of main: not verified. No production credential was verified.",
  ]);
});

test("the same results give the same report, which is JSON", () => {
  expect(report()).toEqual(report());
  expect(JSON.parse(JSON.stringify(report()))).toEqual(report());
});
