import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "../../src/render/file.js";
import { apply } from "../../src/regenerate/apply.js";
import { diskWorkspace } from "../../src/regenerate/disk-workspace.js";
import { textHash } from "../../src/regenerate/hash.js";
import { basePath, lockPath } from "../../src/regenerate/state.js";
import { memoryWorkspace } from "../../src/regenerate/memory-workspace.js";
import { prepare } from "../../src/regenerate/prepare.js";
import { UnsafePathError, type Workspace } from "../../src/regenerate/workspace.js";
import { file, spec } from "./build.js";
import { temporaryFolder, tree } from "./folder.js";

async function planned(workspace: Workspace, files: readonly GeneratedFile[]) {
  const prepared = await prepare(workspace, { files, generator: "1.0.0", spec });
  if (!prepared.ok) throw new Error(prepared.diagnostics[0]?.message);
  return prepared.value.plan;
}

const generate = async (workspace: Workspace, files: readonly GeneratedFile[]) =>
  apply(await planned(workspace, files), workspace);

const files = [file("README.md", "readme\n", "shared"), file("src/a/b.ts", "b\n"), file("src/c.ts", "c\n")];

/** Both forms of the seam must behave alike. */
describe.each([
  ["in memory", () => ({ workspace: memoryWorkspace(), root: undefined })],
  [
    "on a disk",
    () => {
      const root = temporaryFolder();
      return { workspace: diskWorkspace(root), root };
    },
  ],
])("%s", (_, begin) => {
  const text = (workspace: Workspace, path: string) => {
    const found = workspace.read(path);
    return found.kind === "file" ? new TextDecoder().decode(found.bytes) : found.kind;
  };

  test("a second run over the same files has nothing to do", async () => {
    const { workspace } = begin();
    await generate(workspace, files);
    expect(text(workspace, "src/a/b.ts")).toBe("b\n");
    expect((await planned(workspace, files)).steps).toEqual([]);
  });

  test("a new text replaces an unedited file and spares an edited one that did not change", async () => {
    const { workspace } = begin();
    await generate(workspace, files);
    workspace.stage("edit", "mine\n", false);
    workspace.publish("edit", "README.md");
    await generate(workspace, [files[0]!, file("src/a/b.ts", "new\n")]);
    expect(text(workspace, "README.md")).toBe("mine\n");
    expect(text(workspace, "src/a/b.ts")).toBe("new\n");
    expect(text(workspace, "src/c.ts")).toBe("absent");
  });

  test("a file keeps its own line ends when it is updated", async () => {
    const { workspace } = begin();
    await generate(workspace, [file("a.ts", "1\n2\n")]);
    workspace.stage("checkout", "1\r\n2\r\n", false);
    workspace.publish("checkout", "a.ts");
    await generate(workspace, [file("a.ts", "1\n3\n")]);
    expect(text(workspace, "a.ts")).toBe("1\r\n3\r\n");
  });

  test("what the user brings is written and not recorded", async () => {
    const { workspace } = begin();
    await apply(await planned(workspace, files), workspace, {
      brought: [{ path: "mcp.yaml", bytes: "spec: 1\n" }],
    });
    expect(text(workspace, "mcp.yaml")).toBe("spec: 1\n");
    expect(text(workspace, lockPath)).not.toContain("mcp.yaml");
  });

  test("a run that fails half-way puts everything back", async () => {
    const { workspace, root } = begin();
    await generate(workspace, files);
    const paths = [...files.map((one) => one.path), lockPath, "new/deep/x.ts", "src/z.ts"];
    const snapshot = () => (root ? tree(root) : paths.map((path) => text(workspace, path)));
    const before = snapshot();
    let left = 3;
    const failing: Workspace = {
      ...workspace,
      publish: (name, path) => {
        if (left-- === 0) throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
        workspace.publish(name, path);
      },
    };
    const next = [file("new/deep/x.ts", "x\n"), file("src/a/b.ts", "changed\n"), file("src/z.ts", "z\n")];
    await expect(apply(await planned(workspace, next), failing)).rejects.toThrow("ENOSPC");
    expect(snapshot()).toEqual(before);
  });

  test("a run that is stopped before it publishes leaves nothing behind", async () => {
    const { workspace, root } = begin();
    const stop = new AbortController();
    const watched: Workspace = {
      ...workspace,
      stage: (...call) => {
        workspace.stage(...call);
        stop.abort();
      },
    };
    await expect(apply(await planned(workspace, files), watched, { signal: stop.signal })).rejects.toThrow();
    if (root) expect(tree(root)).toEqual({});
    expect(text(workspace, "README.md")).toBe("absent");
  });
});

describe("on a disk only", () => {
  test("deleting the last file of a folder deletes the folder", async () => {
    const root = temporaryFolder();
    await generate(diskWorkspace(root), files);
    await generate(diskWorkspace(root), [files[0]!]);
    expect(Object.keys(tree(root))).toEqual([basePath(textHash("readme\n")), lockPath, "README.md"]);
  });

  test("executables are executable, and a mode the user set outlives an update", async () => {
    const root = temporaryFolder();
    const script = { ...file("run.sh", "1\n"), executable: true };
    await generate(diskWorkspace(root), [script, file("a.ts", "1\n")]);
    expect(statSync(join(root, "run.sh")).mode & 0o100).toBe(0o100);
    expect(statSync(join(root, "a.ts")).mode & 0o111).toBe(0);
    chmodSync(join(root, "run.sh"), 0o640);
    await generate(diskWorkspace(root), [{ ...script, text: "2\n" }, file("a.ts", "1\n")]);
    expect(statSync(join(root, "run.sh")).mode & 0o777).toBe(0o640);
  });

  test("nothing is written through a symbolic link that leaves the project", async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    symlinkSync(outside, join(root, "src"));
    await expect(planned(diskWorkspace(root), files)).rejects.toThrow(UnsafePathError);
    expect(tree(outside)).toEqual({});
  });

  test("a file that is a link out of the project, or to nothing, is not written either", async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(outside, "secret"), "keep");
    symlinkSync(join(outside, "secret"), join(root, "README.md"));
    await expect(planned(diskWorkspace(root), [files[0]!])).rejects.toThrow(UnsafePathError);
    symlinkSync(join(outside, "later"), join(root, "later"));
    await expect(planned(diskWorkspace(root), [file("later", "x")])).rejects.toThrow(UnsafePathError);
  });

  test("a link inside the project is followed, and stays a link", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "docs"));
    writeFileSync(join(root, "docs/readme"), "readme\n");
    symlinkSync("docs/readme", join(root, "README.md"));
    await generate(diskWorkspace(root), [files[0]!]);
    await generate(diskWorkspace(root), [file("README.md", "new\n", "shared")]);
    expect(tree(root)).toMatchObject({ "README.md": "new\n", "docs/readme": "new\n" });
  });

  test("a folder where a file should be, or a file where a folder should be, is a conflict", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "README.md"));
    writeFileSync(join(root, "src"), "a file");
    const { steps } = await planned(diskWorkspace(root), files);
    expect(steps.map(({ action }) => action.kind)).toEqual(["conflict", "conflict", "conflict"]);
  });
});
