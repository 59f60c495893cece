import { describe, expect, test } from "vitest";
import type { Owner } from "../../src/render/file.js";
import { textHash } from "../../src/regenerate/hash.js";
import { plan, type Disk } from "../../src/regenerate/plan.js";
import { mergeText } from "../../src/regenerate/merge/merge.js";
import { basesOf, file, lockOf, onDisk, spec } from "./build.js";

const path = "src/a.ts";

interface Row {
  readonly owner?: Owner;
  readonly base?: string;
  readonly disk?: string | Disk;
  readonly next?: string;
}

/** What one path's row of the table gives: its action, and the text that the lock then has as base. */
function decide({ owner = "generated", base, disk, next }: Row) {
  const result = plan({
    lock: base === undefined ? undefined : lockOf({ [path]: [owner, base] }),
    disk: new Map(disk === undefined ? [] : [[path, typeof disk === "string" ? onDisk(disk) : disk]]),
    next: next === undefined ? [] : [file(path, next, owner)],
    bases: basesOf(),
    generator: "1.0.0",
    spec,
    merge: mergeText,
  });
  const locked = result.lock.files.get(path)?.base;
  const texts = [base, next].filter((text) => text !== undefined);
  return {
    action: result.steps[0]?.action.kind ?? "none",
    base: texts.find((text) => textHash(text) === locked) ?? locked,
  };
}

describe("a path that was never generated", () => {
  test("is created where nothing stands", () => {
    expect(decide({ next: "x" })).toEqual({ action: "create", base: "x" });
  });
  test("is adopted where the same text stands", () => {
    expect(decide({ disk: "x", next: "x" })).toEqual({ action: "adopt", base: "x" });
  });
  test("is never written over another text", () => {
    expect(decide({ disk: "other", next: "x" })).toEqual({ action: "conflict", base: undefined });
  });
  test("is never written over a folder", () => {
    expect(decide({ disk: { kind: "blocked" }, next: "x" }).action).toBe("conflict");
  });
});

describe("a path that you deleted", () => {
  test("comes back when it is generated", () => {
    expect(decide({ base: "b", next: "b" })).toEqual({ action: "create", base: "b" });
  });
  test.each(["shared", "yours"] as const)("stays deleted when it is %s, and is remembered", (owner) => {
    expect(decide({ owner, base: "b", next: "x" })).toEqual({ action: "stay-deleted", base: "x" });
  });
  test("is forgotten once it is no longer generated", () => {
    expect(decide({ base: "b" })).toEqual({ action: "none", base: undefined });
  });
});

describe("a path that nobody edited", () => {
  test.each(["generated", "shared", "yours"] as const)("is updated when it is %s", (owner) => {
    expect(decide({ owner, base: "b", disk: "b", next: "x" })).toEqual({ action: "update", base: "x" });
  });
  test("has no step when nothing changes", () => {
    expect(decide({ base: "b", disk: "b", next: "b" })).toEqual({ action: "none", base: "b" });
  });
  test("is deleted when it is no longer generated", () => {
    expect(decide({ base: "b", disk: "b" })).toEqual({ action: "delete", base: undefined });
  });
});

describe("a path that was edited", () => {
  test("is adopted when the edit is what comes next", () => {
    expect(decide({ base: "b", disk: "x", next: "x" })).toEqual({ action: "adopt", base: "x" });
  });
  test("is kept when the generator has nothing new", () => {
    expect(decide({ base: "b", disk: "mine", next: "b" })).toEqual({ action: "keep", base: "b" });
  });
  test.each(["generated", "shared"] as const)("is a conflict when it is %s and would change", (owner) => {
    expect(decide({ owner, base: "b", disk: "mine", next: "x" })).toEqual({ action: "conflict", base: "b" });
  });
  test("is left alone and reported once when it is yours and its template changed", () => {
    expect(decide({ owner: "yours", base: "b", disk: "mine", next: "x" })).toEqual({
      action: "stale",
      base: "x",
    });
    expect(decide({ owner: "yours", base: "x", disk: "mine", next: "x" }).action).toBe("keep");
  });
  test("is kept as an orphan, and remembered, when it is no longer generated", () => {
    expect(decide({ base: "b", disk: "mine" })).toEqual({ action: "orphan", base: "b" });
  });
});

test("steps are sorted by path, whatever the order of the files and the lock", () => {
  const { steps } = plan({
    lock: lockOf({ "src/é.ts": ["generated", "b"], "a.ts": ["generated", "b"] }),
    disk: new Map([
      ["src/é.ts", onDisk("b")],
      ["a.ts", onDisk("b")],
    ]),
    next: [file("z.ts", "x"), file("B.ts", "x")],
    bases: basesOf(),
    generator: "1.0.0",
    spec,
    merge: mergeText,
  });
  expect(steps.map((step) => step.path)).toEqual(["B.ts", "a.ts", "src/é.ts", "z.ts"]);
});

test("a file whose name changes only in case is not deleted under its old name", () => {
  const { steps } = plan({
    lock: lockOf({ "src/User.ts": ["generated", "b"] }),
    disk: new Map([["src/User.ts", onDisk("b")]]),
    next: [file("src/user.ts", "b")],
    bases: basesOf(),
    generator: "1.0.0",
    spec,
    merge: mergeText,
  });
  expect(steps.map(({ action }) => action.kind)).toEqual(["create"]);
});

test("line ends alone are no edit", () => {
  expect(decide({ base: "a\nb\n", disk: "a\r\nb\r\n", next: "c\n" }).action).toBe("update");
});
