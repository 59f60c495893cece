/** The rows of the decision table in which texts are merged, moved, parked and brought back. */
import { describe, expect, test } from "vitest";
import type { Owner } from "../../src/render/file.js";
import { textHash } from "../../src/regenerate/hash.js";
import { mergeText } from "../../src/regenerate/merge/merge.js";
import { plan, type Action, type Choices, type Disk, type Layout } from "../../src/regenerate/plan.js";
import { basesOf, file, lockOf, onDisk, spec } from "./build.js";

const path = "src/a.ts";
const base = "one\ntwo\nthree\nfour\nfive\n";
const edited = base.replace("one", "ONE");
const next = base.replace("five", "FIVE");
const clashing = base.replace("one", "uno");

interface Row {
  readonly owner?: Owner;
  readonly base?: string;
  readonly stored?: boolean;
  readonly disk?: string | Disk;
  readonly next?: string;
  readonly choices?: Choices;
  readonly layout?: Layout;
}

function planFor({ owner = "shared", base, stored = true, disk, next, choices, layout }: Row) {
  return plan({
    lock: base === undefined ? undefined : lockOf({ [path]: [owner, base] }),
    bases: basesOf(...(stored && base !== undefined ? [base] : [])),
    disk: new Map(disk === undefined ? [] : [[path, typeof disk === "string" ? onDisk(disk) : disk]]),
    next: next === undefined ? [] : [file(path, next, owner)],
    generator: "1.0.0",
    spec,
    merge: mergeText,
    ...(choices && { choices }),
    ...(layout && { layouts: new Map([[path, layout]]) }),
  });
}

const action = (row: Row): Action | undefined => planFor(row).steps[0]?.action;

describe("an edited file that would change", () => {
  test("is merged, and its new base is stored", () => {
    const planned = planFor({ base, disk: edited, next });
    expect(planned.steps[0]?.action).toMatchObject({
      kind: "merge",
      text: edited.replace("five", "FIVE"),
      markers: 0,
    });
    expect(planned.lock.files.get(path)?.base).toBe(textHash(next));
    expect([...planned.bases.values()]).toEqual([next]);
  });

  test("is merged when it is generated, and left alone when it is yours", () => {
    expect(action({ owner: "generated", base, disk: edited, next })).toMatchObject({ kind: "merge" });
    expect(action({ owner: "yours", base, disk: edited, next })).toMatchObject({ kind: "stale" });
  });

  test("is a conflict where both changed a line, and the lock keeps the old base", () => {
    const planned = planFor({ base, disk: edited, next: clashing });
    expect(planned.steps[0]?.action).toMatchObject({
      kind: "conflict",
      conflict: {
        why: "edited",
        count: 1,
        text: expect.stringContaining("<<<<<<< yours\nONE\n=======\nuno\n"),
      },
    });
    expect(planned.lock.files.get(path)?.base).toBe(textHash(base));
    expect(planned.bases.size).toBe(0);
  });

  test.each([
    ["markers", { kind: "merge", markers: 1 }],
    ["mine", { kind: "keep" }],
    ["generated", { kind: "update", overEdits: true }],
  ] as const)("does what --on-conflict=%s says", (onConflict, expected) => {
    expect(action({ base, disk: edited, next: clashing, choices: { onConflict } })).toMatchObject(expected);
    const perPath = new Map([[path, onConflict]]);
    expect(action({ base, disk: edited, next: clashing, choices: { perPath } })).toMatchObject(expected);
  });

  test("is asked about without its base, even where a base would have merged", () => {
    expect(action({ base, stored: false, disk: edited, next })).toMatchObject({ kind: "conflict" });
  });

  test("is asked about when it is no text, and is never merged by guess", () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0]);
    const disk: Disk = { kind: "file", hash: textHash("binary"), bytes };
    expect(action({ base, disk, next })).toMatchObject({ kind: "conflict", conflict: { why: "binary" } });
    expect(action({ base, disk, next, choices: { onConflict: "mine" } })).toMatchObject({ kind: "keep" });
    expect(action({ base, disk, next, choices: { onConflict: "markers" } })).toMatchObject({
      kind: "conflict",
    });
  });

  test("blocks the run while markers are in it, also when the generator has nothing new", () => {
    const disk = "a\n<<<<<<< yours\nx\n=======\ny\n>>>>>>> generated\n";
    for (const text of [next, base]) {
      expect(action({ base, disk, next: text })).toMatchObject({
        kind: "conflict",
        conflict: { why: "markers" },
      });
    }
    expect(action({ base, disk, next, choices: { onConflict: "mine" } })).toMatchObject({ kind: "conflict" });
    expect(action({ base, disk, next, choices: { onConflict: "generated" } })).toMatchObject({
      kind: "update",
    });
  });
});

describe("a file in the way", () => {
  test("is kept, or merged with markers, but no general word overwrites it", () => {
    const row = { disk: "mine\n", next: "theirs\n" };
    expect(action({ ...row, choices: { onConflict: "mine" } })).toMatchObject({ kind: "keep" });
    expect(action({ ...row, choices: { onConflict: "markers" } })).toMatchObject({
      kind: "merge",
      markers: 1,
    });
    expect(action({ ...row, choices: { onConflict: "generated" } })).toMatchObject({ kind: "conflict" });
  });

  test("is overwritten when that very path was said", () => {
    const perPath = new Map([[path, "generated" as const]]);
    expect(action({ disk: "mine\n", next: "x\n", choices: { perPath } })).toMatchObject({ kind: "update" });
  });
});

describe("a deleted file", () => {
  test("is remembered as deleted, and comes back when it is asked for", () => {
    expect(action({ base, next })).toMatchObject({ kind: "stay-deleted" });
    expect(action({ base, next, choices: { restore: new Set([path]) } })).toMatchObject({ kind: "create" });
  });
});

describe("what is no longer generated", () => {
  test("is parked under its own path when it was edited and pruned, and forgotten", () => {
    const planned = planFor({ base, disk: edited, choices: { prune: true } });
    expect(planned.steps[0]?.action).toEqual({ kind: "park", to: `.create-mcp-prod/parked/${path}` });
    expect(planned.lock.files.size).toBe(0);
  });

  test("is deleted, not parked, when nobody edited it", () => {
    expect(action({ base, disk: base, choices: { prune: true } })).toEqual({ kind: "delete" });
  });

  test("never takes the place of what was parked before", () => {
    const parked = `.create-mcp-prod/parked/${path}`;
    const { steps } = plan({
      lock: lockOf({ [path]: ["shared", base] }),
      bases: basesOf(base),
      disk: new Map([
        [path, onDisk(edited)],
        [parked, onDisk("older\n")],
        [`${parked}.2`, onDisk("old\n")],
      ]),
      next: [],
      generator: "1.0.0",
      spec,
      merge: mergeText,
      choices: { prune: true },
    });
    expect(steps[0]?.action).toEqual({ kind: "park", to: `${parked}.3` });
  });
});

describe("a renamed file", () => {
  const [before, after] = ["src/handlers/old.ts", "src/handlers/new.ts"] as const;
  const stub = "import type { Old } from 'x';\n\nexport function old() {\n  return 0;\n}\n";
  const renamed = stub.replaceAll("Old", "New").replace("old()", "fresh()");
  const written = stub.replace("return 0;", "return lookup(1);");
  const planned = (disk: Readonly<Record<string, string>>) =>
    plan({
      lock: lockOf({ [before]: ["yours", stub] }),
      bases: basesOf(stub),
      disk: new Map(Object.entries(disk).map(([one, text]) => [one, onDisk(text)])),
      next: [{ ...file(after, renamed, "yours"), movedFrom: before }],
      generator: "1.0.0",
      spec,
      merge: mergeText,
    });

  test("moves with the edits in it", () => {
    const { steps, lock } = planned({ [before]: written });
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({
      path: after,
      action: { kind: "merge", from: before, text: renamed.replace("return 0;", "return lookup(1);") },
    });
    expect([...lock.files.keys()]).toEqual([after]);
  });

  test("is created anew where the old one was not edited, which goes", () => {
    expect(planned({ [before]: stub }).steps.map((step) => [step.path, step.action.kind])).toEqual([
      [after, "create"],
      [before, "delete"],
    ]);
  });

  test("is merged where the user moved it already", () => {
    const { steps } = planned({ [after]: written });
    expect(steps[0]).toMatchObject({ path: after, action: { kind: "merge" } });
    expect(steps).toHaveLength(1);
  });

  test("is finished where a run was cut short before it deleted the old one", () => {
    const text = renamed.replace("return 0;", "return lookup(1);");
    expect(planned({ [before]: written, [after]: text }).steps).toMatchObject([
      { path: after, action: { kind: "merge", from: before, text } },
    ]);
  });

  test("conflicts with another file of the new name, and nothing moves", () => {
    const { steps } = planned({ [before]: written, [after]: "somebody else's\n" });
    expect(steps.map((step) => step.action.kind)).toEqual(["conflict"]);
  });
});

describe("a file in the layout of the project's own formatter", () => {
  const tight = (text: string) => text.replaceAll("\n", ";\n");
  const layout = { base: tight(base), next: tight(next) };

  test("is untouched when it only moved, and is updated in its layout", () => {
    const planned = planFor({ base, disk: tight(base), next, layout });
    expect(planned.steps[0]?.action).toMatchObject({ kind: "update", file: { text: tight(next) } });
    expect(planned.lock.files.get(path)).toEqual({
      owner: "shared",
      base: textHash(next),
      formatted: textHash(tight(next)),
    });
  });

  test("is merged in its layout when it was edited, too", () => {
    const mine = tight(base).replace("one", "ONE");
    const text = mine.replace("five", "FIVE");
    expect(action({ base, disk: mine, next, layout })).toMatchObject({ kind: "merge", text });
  });

  test("is created in the project's layout", () => {
    expect(action({ next, layout: { next: tight(next) } })).toMatchObject({
      kind: "create",
      file: { text: tight(next) },
    });
  });
});
