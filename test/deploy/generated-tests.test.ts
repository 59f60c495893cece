/** The tests that a deployed project brings along pass on what is generated, and find what somebody loosened. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { attempt } from "../../scripts/project.mjs";
import { temporaryFolder } from "../regenerate/folder.js";
import { deployed, names, type Tree } from "./trees.js";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
const tests = ["container", "compose", "kubernetes"].map((name) => `test/generated/${name}.test.ts`);
const testsOf = (path: string) =>
  tests.filter((file) =>
    file.includes(/k8s/.test(path) ? "kubernetes" : /compose/.test(path) ? "compose" : "container"),
  );
const edits = [
  ["deploy/Dockerfile", "USER 65532:65532", "USER 0:0", "runs as a user who is not root"],
  ["deploy/Dockerfile", /@sha256:\w+\n/, "\n", "is made of bases that are pinned by digest"],
  ["package-lock.json", '"arm64"', '"ia32"', "has no package that runs on one kind of processor only"],
  [".dockerignore", "!src", "!src\n!.env", "is built from what .dockerignore names"],
  [
    "deploy/compose.yaml",
    "networks: [data]",
    "networks: [data]\n    ports: [6379]",
    "publishes the edge and nothing else",
  ],
  ["deploy/compose.yaml", "[outside, front]", "[outside, front, data]", "leaves no way around the server"],
  ["deploy/compose.yaml", "data: { internal: true }", "data: {}", "leaves no way around the server"],
  ["deploy/compose.yaml", "cap_drop: [ALL]", "cap_drop: []", "takes every right from every service"],
  ["deploy/compose.yaml", "AUDIT_KEY_FILE: /run", "AUDIT_KEY: /run", "hands secrets over as files"],
  ["deploy/k8s/base/namespace.yaml", "enforce: restricted", "enforce: baseline", "the strictest standard"],
  ["deploy/k8s/base/deployment.yaml", "runAsNonRoot: true", "runAsNonRoot: false", "pods say runAsNonRoot"],
  ["deploy/k8s/base/network.yaml", "[Ingress, Egress]", "[Ingress]", "deny all traffic"],
  ["deploy/k8s/overlays/production/egress.yaml", "192.0.2.1/32", "0.0.0.0/0", "deny all traffic"],
  ["deploy/k8s/base/service.yaml", "kind: Service", "kind: Secret", "hold no secret"],
] as const;

let tree: Tree;

/** As npm writes it: of what runs, one package is for two kinds of processor; of what builds, one is for one. */
const locked = JSON.stringify({
  packages: {
    "": {},
    "node_modules/pino": {},
    "node_modules/@photostructure/sqlite": { os: ["darwin", "linux"], cpu: ["x64", "arm64"] },
    "node_modules/rolldown-linux": { dev: true, os: ["linux"], cpu: ["x64"] },
  },
});

/** The project's deployment files and their tests, with one edit. */
function write(files: Tree, folder: string, edit?: (typeof edits)[number]): string {
  const wanted = edit === undefined ? tests : testsOf(edit[0]);
  for (const [path, text] of [...files, ["package-lock.json", locked] as const]) {
    if (!/^deploy\/|^(?:\.dockerignore|package-lock\.json)$/.test(path) && !wanted.includes(path)) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    const edited = edit?.[0] === path ? text.replace(edit[1], edit[2]) : text;
    if (edit?.[0] === path) expect(edited).not.toBe(text);
    writeFileSync(join(folder, path), edited);
  }
  return folder;
}

/** Titles of the tests that fail, by the folder that they are in. */
async function failing(
  root: string,
): Promise<{ readonly passed: number; readonly failed: readonly string[] }> {
  symlinkSync(modules, join(root, "node_modules"));
  const vitest = join(modules, "vitest/vitest.mjs");
  const { stdout, stderr } = await attempt(
    process.execPath,
    [vitest, "run", "--reporter=json", "--root", root],
    { cwd: root },
  );
  if (!stdout.startsWith("{")) throw new Error(stdout + stderr);
  const { numPassedTests, testResults } = JSON.parse(stdout) as {
    numPassedTests: number;
    testResults: { name: string; assertionResults: { title: string; status: string }[] }[];
  };
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ title }) => `${name.slice(root.length + 1).split("/")[0] ?? ""} ${title}`),
  );
  return { passed: numPassedTests, failed };
}

beforeAll(async () => {
  tree = await deployed.deployed();
});

test("they pass on what is generated", async () => {
  const root = temporaryFolder();
  for (const name of names) write(await deployed[name](), join(root, name));
  expect(await failing(root)).toEqual({ passed: names.length * 17, failed: [] });
});

test("each loosened setting is found, by the test of that name and no other", async () => {
  const root = temporaryFolder();
  for (const [index, edit] of edits.entries()) write(tree, join(root, `edit-${index}`), edit);
  const { failed } = await failing(root);
  for (const [index, [path, , , title]] of edits.entries()) {
    const own = failed.filter((line) => line.startsWith(`edit-${index} `));
    expect(own, `${path}: ${title}`).toEqual([expect.stringContaining(title)]);
  }
});
