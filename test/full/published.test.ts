/**
 * What is shipped, as those have it who did not build it: the bundle as desktop clients unpack and start it, the
 * package as npm installs it, the entry in the registry, the list of parts.
 */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getMcpConfigForManifest, unpackExtension, v0_3 } from "@anthropic-ai/mcpb";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, npmIn } from "../../scripts/project.mjs";
import { generatedExample, type GeneratedExample } from "./generated-example.js";

let project: GeneratedExample;
let work: string;
beforeAll(async () => {
  project = await generatedExample("chinook");
  work = await mkdtemp(join(tmpdir(), "create-mcp-prod-shipped-"));
});
afterAll(async () => {
  await project.remove();
  await rm(work, { recursive: true, force: true });
});

const json = async <T>(...path: string[]): Promise<T> =>
  JSON.parse(await readFile(join(...path), "utf8")) as T;

/** Starts it as its client would, somewhere else, with nothing in the environment but what is said. */
async function started(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const client = new Client({ name: "shipped", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({ command, args: [...args], env: { ...env }, cwd: work, stderr: "ignore" }),
  );
  return client;
}

async function genresFrom(client: Client): Promise<number> {
  const { structuredContent } = await client.callTool({ name: "list_genres", arguments: {} });
  return (structuredContent as { rows: unknown[] }).rows.length;
}

describe("the bundle", () => {
  const unpacked = () => join(work, "bundle");
  beforeAll(async () => {
    const packed = await npmIn(project.folder, ["run", "bundle"]);
    expect(packed.code, packed.stderr).toBe(0);
    const mcpbPath = join(project.folder, "var/chinook-mcp.mcpb");
    expect(await unpackExtension({ mcpbPath, outputDir: unpacked(), silent: true })).toBe(true);
  });

  test("starts with what a client makes of its manifest, and answers", async () => {
    const manifest = v0_3.McpbManifestSchema.parse(await json(unpacked(), "manifest.json"));
    const config = await getMcpConfigForManifest({
      manifest,
      extensionPath: unpacked(),
      systemDirs: {},
      userConfig: {},
      pathSeparator: "/",
    });
    expect(config?.command).toBe("node");
    const client = await started(process.execPath, config?.args ?? [], config?.env ?? {});
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(manifest.tools?.map(({ name }) => name));
    expect(await genresFrom(client)).toBeGreaterThan(3);
    await client.close();
  });

  test("is in the registry's entry with its hash", async () => {
    const bytes = await readFile(join(project.folder, "var/chinook-mcp.mcpb"));
    const hash = createHash("sha256").update(bytes).digest("hex");
    const entry = await json<{ packages: { registryType: string; fileSha256?: string }[] }>(
      project.folder,
      "var/server.json",
    );
    const hashes = entry.packages.map(({ registryType, fileSha256 }) => [registryType, fileSha256]);
    expect(hashes).toEqual([
      ["npm", undefined],
      ["mcpb", hash],
    ]);
    const { packages: _, ...rest } = entry;
    expect(await json(project.folder, "server.json")).toMatchObject(rest);
  });
});

describe("the package", () => {
  test("is installed with what it needs, runs by its name from anywhere, and answers", async () => {
    const packed = await npmIn(project.folder, ["pack", "--pack-destination", work]);
    expect(packed.code, packed.stderr).toBe(0);
    await writeFile(join(work, "package.json"), "{}");
    const words = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
    const installed = await npmIn(work, [...words, join(work, packed.stdout.trim())]);
    expect(installed.code, installed.stderr).toBe(0);
    const manifest = await json<{ mcpName: string; bin: object }>(
      work,
      "node_modules/chinook-mcp/package.json",
    );
    expect(manifest.mcpName).toBe((await json<{ name: string }>(project.folder, "server.json")).name);
    const name = join(work, "node_modules/.bin/chinook-mcp");
    const client = await started(name, ["--stdio"], { PATH: process.env["PATH"] ?? "", AUDIT_FILE: "-" });
    expect(await genresFrom(client)).toBeGreaterThan(3);
    await client.close();
  });
});

describe("the list of parts", () => {
  test("has every package that runs, as the lockfile has it, and none that only builds", async () => {
    const { stdout, code } = await npmIn(project.folder, ["run", "--silent", "sbom"]);
    expect(code).toBe(0);
    const list = JSON.parse(stdout) as {
      bomFormat: string;
      components: { name: string; version: string; hashes?: { alg: string }[] }[];
    };
    expect(list.bomFormat).toBe("CycloneDX");
    const { packages } = await json<{ packages: Record<string, { version: string; dev?: boolean }> }>(
      project.folder,
      "package-lock.json",
    );
    const locked = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
    const names = (all: readonly (readonly [string, string])[]) =>
      [...new Set(all.map((one) => one.join("@")))].sort();
    expect(names(list.components.map(({ name, version }) => [name, version]))).toEqual(
      names(locked.map(([path, { version }]) => [path.replace(/^.*node_modules\//, ""), version])),
    );
    expect(list.components.every(({ hashes }) => hashes?.[0]?.alg === "SHA-512")).toBe(true);
  });
});

describe("the project's own tests of it", () => {
  interface Report {
    readonly testResults: readonly { readonly assertionResults: readonly Result[] }[];
  }
  interface Result {
    readonly fullName: string;
    readonly status: string;
  }
  /** Titles of those that passed and of those that did not. */
  async function results(): Promise<Readonly<Record<"passed" | "failed", readonly string[]>>> {
    const files = ["test/supply-chain.test.ts", "test/package.test.ts"];
    const vitest = join(project.folder, "node_modules/vitest/vitest.mjs");
    const words = [vitest, "run", ...files, "--reporter=json"];
    const { stdout } = await attempt(process.execPath, words, { cwd: project.folder });
    const { testResults } = JSON.parse(stdout) as Report;
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const having = (wanted: string) =>
      all.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);
    return { passed: having("passed"), failed: having("failed") };
  }

  test("pass as they are made", async () => {
    const { passed, failed } = await results();
    expect(failed).toEqual([]);
    expect(passed.length).toBe(11);
  });

  test("find every mistake that is put in", async () => {
    const workflow = (name: string) => `.github/workflows/${name}.yml`;
    const mistakes: readonly (readonly [string, (text: string) => string])[] = [
      [workflow("ci"), (text) => text.replace(/@[0-9a-f]{40} # /, "@")],
      [workflow("scan"), (text) => text.replace("permissions: {}", "permissions: write-all")],
      [
        workflow("release"),
        (text) => text.replace("run: npm ci", 'run: echo "${{ github.event.head_commit.message }}"'),
      ],
      ["package-lock.json", (text) => text.replace(/,\s*"integrity": "[^"]*"/, "")],
      [".npmrc", (text) => text.replace("ignore-scripts=true", "ignore-scripts=false")],
      ["package.json", (text) => text.replace(/"pino": "/, '"pino": "^')],
      ["package.json", (text) => text.replace('"bin",', '"bin", "src",')],
      ["package.json", (text) => text.replace(/("mcpName": )".*"/, '$1"a.b/c"')],
    ];
    for (const [path, change] of mistakes) {
      const file = join(project.folder, path);
      const text = await readFile(file, "utf8");
      expect(change(text), path).not.toBe(text);
      await writeFile(file, change(text));
    }
    const { failed } = await results();
    expect([...failed].sort()).toEqual(
      [
        "'ci.yml' runs actions at a commit, with the version beside it",
        "'release.yml' starts without rights but to read, and no text of others gets into its commands",
        "'scan.yml' starts without rights but to read, and no text of others gets into its commands",
        "the package has what runs and the databases that it names, and nothing else",
        "what registries and clients are told agrees with the package",
        "what the server depends on is locked, with a hash of every package",
        "what the server depends on is named in exact versions",
        "what the server depends on runs nothing when it is installed, comes from the registry, and has been out for days",
      ].sort(),
    );
  });
});
