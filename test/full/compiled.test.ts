/**
 * Every golden tree compiles under its own settings; several are installed, built and put through their own tests,
 * which start the built server under `--disallow-code-generation-from-strings` and call it with the official client.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  attempt,
  connectHttp,
  connectStdio,
  npmIn,
  repository,
  startHttp,
  type Era,
} from "../../scripts/project.mjs";
import { goldenCases, goldenModel, snapshotsFolder, specsFolder } from "../golden-trees.js";
import { generatedProject, installed, type GeneratedExample } from "./generated-example.js";

const cases = goldenCases(repository);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifestOf = async (name: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(snapshotsFolder(repository), name, "package.json"), "utf8")) as Manifest;

describe("every golden tree", () => {
  let work: string;
  let modules: string;
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), "create-mcp-prod-compiled-"));
    const manifests = await Promise.all(cases.map(manifestOf));
    const union: Manifest = {
      dependencies: Object.assign({}, ...manifests.map(({ dependencies }) => dependencies)),
      devDependencies: Object.assign({}, ...manifests.map(({ devDependencies }) => devDependencies)),
    };
    await writeFile(join(work, "package.json"), JSON.stringify(union));
    await cp(join(snapshotsFolder(repository), "everything/.npmrc"), join(work, ".npmrc"));
    modules = await installed(work);
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  test.each(cases)("%s type-checks", async (name) => {
    const folder = join(work, name);
    await cp(join(snapshotsFolder(repository), name), folder, { recursive: true });
    await symlink(modules, join(folder, "node_modules"), "junction");
    const tsc = join(modules, "typescript/bin/tsc");
    const { code, stdout } = await attempt(process.execPath, [tsc, "-p", "."], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });
});

/** Of each kind of authentication, of each transport alone, with and without handlers; examples.test.ts has others. */
const installedCases = ["minimal-stdio", "handlers-only", "hostile-strings", "everything"];
/** Of these, the one that any client may call over both transports. */
const openCase = "handlers-only";
const eras: readonly Era[] = ["modern", "legacy"];

/** The database of `everything` that its spec does not build. */
let playCounts: string;
beforeAll(async () => {
  playCounts = join(await mkdtemp(join(tmpdir(), "create-mcp-prod-plays-")), "plays.sqlite");
  const database = new DatabaseSync(playCounts);
  database.exec("CREATE TABLE plays (track INTEGER NOT NULL)");
  database.close();
});
afterAll(() => rm(dirname(playCounts), { recursive: true }));

describe.each(installedCases)("%s, installed and built", (name) => {
  let project: GeneratedExample;
  let names: readonly string[];
  beforeAll(async () => {
    project = await generatedProject(name, ["--spec", join(specsFolder(repository), name, "mcp.yaml")]);
    names = (await goldenModel(repository, name)).tools.map((tool) => tool.name);
  });
  afterAll(() => project.remove());

  test("passes its own tests", async () => {
    const { code } = await npmIn(project.folder, ["test"], { env: { PLAY_COUNTS_DB: playCounts } });
    expect(code).toBe(0);
  });

  test.runIf(name === openCase).each(eras)("lists its tools over HTTP, %s", async (era) => {
    const execArgv = ["--disallow-code-generation-from-strings"];
    const server = await startHttp(project.folder, { execArgv });
    const client = await connectHttp(server.url, era);
    expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(names);
    await client.close();
    expect(await server.stop()).toBe(0);
  });

  test.runIf(name === openCase).each(eras)("lists its tools over stdio, %s", async (era) => {
    const client = await connectStdio(project.folder, { era });
    expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(names);
    await client.close();
  });
});
