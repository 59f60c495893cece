/**
 * Whatever happens to a project between two runs, no line of its user is lost and the runs converge. `.ci/run` makes it
 * 4,000 rounds; `FUZZ_ROUNDS=100000 FUZZ_SEED=7 npx vitest run test/regenerate/survives.test.ts` for a longer search.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GeneratedFile, Owner } from "../../src/render/file.js";
import { apply } from "../../src/regenerate/apply.js";
import { conflictSteps } from "../../src/regenerate/conflicts.js";
import { diskWorkspace } from "../../src/regenerate/disk-workspace.js";
import { memoryWorkspace, type MemoryWorkspace } from "../../src/regenerate/memory-workspace.js";
import type { Choices } from "../../src/regenerate/plan.js";
import { prepare } from "../../src/regenerate/prepare.js";
import { wouldWrite } from "../../src/regenerate/report.js";
import { baseFolder, lockPath } from "../../src/regenerate/state.js";
import type { Workspace } from "../../src/regenerate/workspace.js";
import { file, spec } from "./build.js";
import { temporaryFolder, tree } from "./folder.js";

const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 400);
const patient = { timeout: 600_000 };
const seed = Number(process.env["FUZZ_SEED"] ?? 5);

const owners: Readonly<Record<string, Owner>> = {
  "README.md": "shared",
  "package.json": "shared",
  "deploy/compose.yaml": "shared",
  "src/generated/tools.ts": "generated",
  "src/generated/tools/a.ts": "generated",
  "src/handlers/a.ts": "yours",
  "src/handlers/b.ts": "yours",
};
const paths = Object.keys(owners);

/** A file's text by version: some lines stay, some change, some come and go, and many are alike. */
function textOf(path: string, version: number): string {
  if (path.endsWith(".json")) {
    const value = {
      name: "shop",
      version: `${version}.0.0`,
      files: version % 2 === 0 ? ["dist"] : ["dist", "bin"],
      scripts: { build: "tsc", [`task${version % 3}`]: "node .", test: "vitest run" },
    };
    return `${JSON.stringify(value, null, 2)}\n`;
  }
  if (path.endsWith(".yaml")) {
    const more = version % 2 === 0 ? "  redis:\n    image: redis:8\n" : "";
    return `# The stack.\nservices:\n  server:\n    image: shop:${version}\n    ports:\n      - "3000:3000"\n${more}volumes: {}\n`;
  }
  const body = Array.from({ length: 6 }, (_, index) =>
    (index + version) % 4 === 0 ? [`  call(${index}, ${version});`] : ["  {", "  }", `  keep(${index});`],
  );
  return `// ${path}\n{\n${body.flat().join("\n")}\n}\n`;
}

interface Edit {
  readonly path: string;
  readonly at: number;
}

type Event =
  | ({ readonly kind: "edit" } & Edit)
  | { readonly kind: "delete"; readonly path: string }
  | { readonly kind: "crlf"; readonly path: string }
  | { readonly kind: "move"; readonly path: string; readonly to: string }
  | {
      readonly kind: "generate";
      readonly versions: Readonly<Record<string, number>>;
      /** The handler a becomes b. */
      readonly renames: boolean;
      readonly crashAt: number;
      readonly choices: Choices;
    };

const anyPath = fc.constantFrom(...paths);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("edit" as const), path: anyPath, at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), path: anyPath }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crlf" as const), path: anyPath }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      path: anyPath,
      to: fc.constantFrom("src/elsewhere.ts", "notes/mine.txt", "src/handlers/b.ts"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("generate" as const),
      versions: fc.dictionary(anyPath, fc.nat(5)),
      renames: fc.boolean(),
      crashAt: fc.nat(60),
      choices: fc.record({
        onConflict: fc.constantFrom(undefined, "markers" as const, "mine" as const),
        prune: fc.boolean(),
      }),
    }),
  },
);

function output({ versions, renames }: Extract<Event, { kind: "generate" }>): readonly GeneratedFile[] {
  const files = Object.entries(versions).map(([path, version]) =>
    file(path, textOf(path, version), owners[path] ?? "shared"),
  );
  const [a, b] = ["src/handlers/a.ts", "src/handlers/b.ts"] as const;
  const canRename = renames && !(a in versions) && b in versions;
  return files.map((one) => (canRename && one.path === b ? { ...one, movedFrom: a } : one));
}

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

async function planned(workspace: Workspace, files: readonly GeneratedFile[], choices?: Choices) {
  const prepared = await prepare(workspace, { files, generator: "1.0.0", spec }, { choices });
  if (!prepared.ok) throw new Error(prepared.diagnostics[0]?.message);
  return prepared.value;
}

/** One run of `generate`: nothing is written when there is a conflict. */
async function run(
  workspace: Workspace,
  files: readonly GeneratedFile[],
  { through = workspace, choices }: { through?: Workspace; choices?: Choices } = {},
) {
  const { plan } = await planned(workspace, files, choices);
  if (conflictSteps(plan).length > 0) return "conflict";
  await apply(plan, through);
  return plan.steps.some(({ action }) => action.kind === "merge" && action.markers > 0) ? "markers" : "done";
}

const decoder = new TextDecoder();
const textAt = (workspace: Workspace, path: string): string | undefined => {
  const found = workspace.read(path);
  return found.kind === "file" ? decoder.decode(found.bytes) : undefined;
};

/** Where lines of the user may be: everywhere but in what the generator keeps for itself. */
type Texts = () => Readonly<Record<string, string>>;

async function expectSurvival(events: readonly Event[], workspace: Workspace, texts: Texts): Promise<void> {
  const mine = new Set<string>();
  const own = () =>
    Object.entries(texts()).filter(([path]) => path !== lockPath && !path.startsWith(baseFolder));
  const write = (path: string, text: string) => {
    workspace.stage("user", text, false);
    workspace.publish("user", path);
    workspace.discard();
  };
  const forget = (text: string) => {
    for (const line of mine) if (text.includes(line)) mine.delete(line);
  };
  for (const [index, one] of events.entries()) {
    if (one.kind === "generate") {
      const files = output(one);
      const { choices } = one;
      await run(workspace, files, { through: dying(workspace, one.crashAt), choices }).catch(() => "killed");
      const outcome = await run(workspace, files, { choices });
      if (outcome === "done") {
        const { plan, lock } = await planned(workspace, files, choices);
        expect(conflictSteps(plan)).toEqual([]);
        expect(wouldWrite(plan, lock)).toBe(false);
      }
      for (const [path, text] of own()) {
        // The user resolves what is marked, and keeps both sides.
        if (/^<{7} yours/m.test(text))
          write(path, text.replaceAll(/^(?:<{7} yours|={7}|>{7} generated)\r?\n/gm, ""));
      }
    } else {
      const text = textAt(workspace, one.path);
      if (text === undefined) continue;
      if (one.kind === "crlf") write(one.path, text.replaceAll(/\r?\n/g, "\r\n"));
      else if (one.kind === "delete") {
        workspace.remove(one.path);
        forget(text);
      } else if (one.kind === "move") {
        if (workspace.read(one.to).kind !== "absent") continue;
        write(one.to, text);
        workspace.remove(one.path);
      } else {
        const line = one.path.endsWith(".json") ? `"mine ${index}": true,` : `line ${index} of the user`;
        const lines = text.split("\n");
        const at = one.path.endsWith(".json") ? 1 : one.at % lines.length;
        lines.splice(at, 0, one.path.endsWith(".yaml") ? `# ${line}` : line);
        write(one.path, lines.join("\n"));
        mine.add(line);
      }
    }
    const all = own()
      .map(([, text]) => text)
      .join("\n");
    for (const line of mine) expect(all).toContain(line);
  }
}

const memoryTexts = (workspace: MemoryWorkspace) => () =>
  Object.fromEntries([...workspace.files].map(([path, { bytes }]) => [path, decoder.decode(bytes)]));

test("no line of the user is ever lost, and every run that is repeated converges", patient, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 16 }), async (events) => {
      const workspace = memoryWorkspace();
      await expectSurvival(events, workspace, memoryTexts(workspace));
    }),
    { numRuns: rounds, seed },
  );
});

test("the same on a disk", patient, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
      const root = temporaryFolder();
      await expectSurvival(events, diskWorkspace(root), () => tree(root));
    }),
    { numRuns: Math.ceil(rounds / 8), seed: seed + 1 },
  );
});

const first = paths.map((path) => file(path, textOf(path, 1), owners[path] ?? "shared"));
const second = [
  ...paths
    .filter((path) => path !== "src/handlers/a.ts")
    .map((path) => file(path, textOf(path, 2), owners[path] ?? "shared")),
  { ...file("src/handlers/c.ts", textOf("src/handlers/c.ts", 2), "yours"), movedFrom: "src/handlers/a.ts" },
  file("docs/new.md", "new\n", "shared"),
];

/** Merges, a move, a deletion, a new file: a project where a run has all of it to do. */
async function edited(workspace: Workspace): Promise<void> {
  await run(workspace, first);
  for (const path of ["README.md", "package.json", "src/generated/tools.ts", "src/handlers/a.ts"]) {
    const lines = (textAt(workspace, path) ?? "").split("\n");
    lines.splice(
      path.endsWith(".json") ? 1 : lines.length - 2,
      0,
      path.endsWith(".json") ? '  "mine": 1,' : "// mine",
    );
    workspace.stage("user", lines.join("\n"), false);
    workspace.publish("user", path);
  }
  workspace.discard();
}

test(
  "a run killed after any step and then repeated ends where an undisturbed run ends",
  patient,
  async () => {
    const expected = memoryWorkspace();
    await edited(expected);
    expect(await run(expected, second)).toBe("done");
    const merged = memoryTexts(expected)();
    expect(merged["src/handlers/c.ts"]).toContain("// mine");
    expect(merged).not.toHaveProperty(["src/handlers/a.ts"]);

    for (let crashAt = 0; ; crashAt++) {
      const workspace = memoryWorkspace();
      await edited(workspace);
      const outcome = await run(workspace, second, { through: dying(workspace, crashAt) }).catch(
        () => "killed",
      );
      expect(await run(workspace, second)).toBe("done");
      expect(memoryTexts(workspace)()).toEqual(merged);
      if (outcome === "done") break;
      expect(crashAt).toBeLessThan(100);
    }
  },
);

test("the same holds on a disk, and nothing of the killed run is left", patient, async () => {
  const undisturbed = temporaryFolder();
  await edited(diskWorkspace(undisturbed));
  await run(diskWorkspace(undisturbed), second);

  for (let crashAt = 0; ; crashAt++) {
    const root = temporaryFolder();
    await edited(diskWorkspace(root));
    const workspace = diskWorkspace(root);
    const outcome = await run(workspace, second, { through: dying(workspace, crashAt) }).catch(
      () => "killed",
    );
    await run(diskWorkspace(root), second);
    const { [".create-mcp-prod/run/"]: empty, ...left } = tree(root);
    expect(empty ?? "").toBe("");
    expect(left).toEqual(tree(undisturbed));
    if (outcome === "done") break;
    expect(crashAt).toBeLessThan(100);
  }
});
