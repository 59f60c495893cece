/** Whatever happens to a project between two runs, no line of its user is lost and the runs converge. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GeneratedFile, Owner } from "../../src/render/file.js";
import { apply } from "../../src/regenerate/apply.js";
import { diskWorkspace } from "../../src/regenerate/disk-workspace.js";
import { memoryWorkspace, type MemoryWorkspace } from "../../src/regenerate/memory-workspace.js";
import { prepare } from "../../src/regenerate/prepare.js";
import { conflicts } from "../../src/regenerate/conflicts.js";
import { wouldWrite } from "../../src/regenerate/report.js";
import type { Workspace } from "../../src/regenerate/workspace.js";
import { file, spec } from "./build.js";
import { temporaryFolder, tree } from "./folder.js";

const paths = ["README.md", "src/a.ts", "src/b.ts", "src/deep/c.ts", "src/handlers/d.ts"];

type Event =
  | { readonly kind: "edit" | "delete" | "restore"; readonly path: string }
  | { readonly kind: "generate"; readonly files: readonly GeneratedFile[]; readonly crashAt: number };

const owner = fc.constantFrom<Owner>("generated", "shared", "yours");
const output = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...paths), fc.integer({ min: 0, max: 3 }), owner), {
    selector: ([path]) => path,
  })
  .map((rows) => rows.map(([path, version, who]) => file(path, `${path} version ${version}\n`, who)));
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("edit" as const, "delete" as const, "restore" as const),
    path: fc.constantFrom(...paths),
  }),
  fc.record({
    kind: fc.constant("generate" as const),
    files: output,
    crashAt: fc.integer({ min: 0, max: 40 }),
  }),
);

/** Every operation from the `crashAt`-th on fails, those of the clean-up too, as when the process is killed. */
function dying(workspace: Workspace, crashAt: number): Workspace {
  let left = crashAt;
  const or =
    <A extends unknown[], R>(operation: (...args: A) => R) =>
    (...args: A): R => {
      if (left-- <= 0) throw new Error("killed");
      return operation(...args);
    };
  return {
    read: workspace.read,
    list: workspace.list,
    stage: or(workspace.stage),
    publish: or(workspace.publish),
    remove: or(workspace.remove),
    discard: or(workspace.discard),
  };
}

/** One run of `generate`: nothing is written when there is a conflict. */
async function run(workspace: Workspace, files: readonly GeneratedFile[], through = workspace) {
  const prepared = await prepare(workspace, { files, generator: "1.0.0", spec });
  if (!prepared.ok) throw new Error(prepared.diagnostics[0]?.message);
  const { plan } = prepared.value;
  if (conflicts(plan).length > 0) return "conflict";
  await apply(plan, through);
  return "done";
}

const texts = (workspace: MemoryWorkspace) =>
  [...workspace.files].map(([path, { bytes }]) => [path, new TextDecoder().decode(bytes)] as const);

test("no line of the user is ever lost, and every run that is repeated converges", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 14 }), async (events) => {
      const workspace = memoryWorkspace();
      const write = (path: string, text: string) => {
        workspace.stage("user", text, false);
        workspace.publish("user", path);
      };
      const mine = new Map<string, Set<string>>();
      for (const [index, one] of events.entries()) {
        if (one.kind === "generate") {
          await run(workspace, one.files, dying(workspace, one.crashAt)).catch(() => "killed");
          const outcome = await run(workspace, one.files);
          if (outcome === "done") {
            const again = await prepare(workspace, { files: one.files, generator: "1.0.0", spec });
            if (!again.ok) throw new Error("the lock is damaged");
            expect(wouldWrite(again.value.plan, again.value.lock)).toBe(false);
          }
        } else if (one.kind === "delete") {
          workspace.remove(one.path);
          mine.delete(one.path);
        } else {
          const line = `line ${index} of the user\n`;
          const found = workspace.read(one.path);
          const before =
            found.kind === "file" && one.kind === "edit" ? new TextDecoder().decode(found.bytes) : "";
          if (before === "") mine.delete(one.path);
          write(one.path, before + line);
          mine.set(one.path, (mine.get(one.path) ?? new Set()).add(line));
        }
        for (const [path, lines] of mine) {
          const now = new TextDecoder().decode(workspace.files.get(path)?.bytes);
          for (const line of lines) expect(now).toContain(line);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("a run killed after any step and then repeated ends where an undisturbed run ends", async () => {
  const first = paths.map((path) => file(path, `${path} first\n`));
  const second = paths.slice(1).map((path) => file(path, `${path} second\n`));
  second.push(file("src/new/e.ts", "e\n"), file("docs/f.md", "f\n", "shared"));

  const expected = memoryWorkspace();
  await run(expected, first);
  await run(expected, second);

  for (let crashAt = 0; ; crashAt++) {
    const workspace = memoryWorkspace();
    await run(workspace, first);
    const outcome = await run(workspace, second, dying(workspace, crashAt)).catch(() => "killed");
    await run(workspace, second);
    expect(texts(workspace).sort()).toEqual(texts(expected).sort());
    if (outcome === "done") break;
    expect(crashAt).toBeLessThan(60);
  }
});

test("the same holds on a disk, and nothing of the killed run is left", async () => {
  const first = paths.map((path) => file(path, `${path} first\n`));
  const second = paths.slice(1).map((path) => file(path, `${path} second\n`));
  const undisturbed = temporaryFolder();
  await run(diskWorkspace(undisturbed), first);
  await run(diskWorkspace(undisturbed), second);

  for (let crashAt = 0; ; crashAt++) {
    const root = temporaryFolder();
    await run(diskWorkspace(root), first);
    const workspace = diskWorkspace(root);
    const outcome = await run(workspace, second, dying(workspace, crashAt)).catch(() => "killed");
    await run(diskWorkspace(root), second);
    const { [".create-mcp-prod/run/"]: empty, ...left } = tree(root);
    expect(empty ?? "").toBe("");
    expect(left).toEqual(tree(undisturbed));
    if (outcome === "done") break;
    expect(crashAt).toBeLessThan(60);
  }
});
