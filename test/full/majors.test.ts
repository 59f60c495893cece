/**
 * A contract that moves on beside the clients that stay: a spec is changed in twelve ways, `check` says what each
 * means and which version to write, the next major is released, and a client pinned to `/v1/mcp` sees nothing of it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectHttp, npmIn, startHttp, type Running } from "../../scripts/project.mjs";
import { run } from "../cli/run.js";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

const spec = `spec: 1
server: { name: manners-mcp, version: 1.4.0, serve: [1], description: Good manners. }
limits: { rate: 600/minute }
tools:
  greet:
    description: Greet somebody.
    params:
      who: { type: string, maxLength: 20 }
      style: { enum: [plain, warm], default: plain }
    result: { type: object, properties: { text: { type: string } }, required: [text] }
    handler: true
    openWorld: false
  thank:
    description: Thank somebody.
    params: { who: { type: string, maxLength: 20 } }
    result: { type: string, maxLength: 100 }
    handler: true
    openWorld: false
  part:
    description: Say goodbye.
    result: { type: string, maxLength: 100 }
    handler: true
    openWorld: false
    deprecated: { since: 1.3.0, removeIn: 2.0.0, use: greet }
`;

/** What somebody does to the spec, what it is called, and the lowest version that says enough. */
const twelve: readonly (readonly [rule: string, version: string, from: string, to: string])[] = [
  ["tool-description-changed", "1.4.1", "Thank somebody.", "Thank somebody warmly."],
  ["tool-title-changed", "1.4.1", "  thank:\n", "  thank:\n    title: Thanks\n"],
  [
    "property-optional-added",
    "1.5.0",
    "      style:",
    "      loud: { type: boolean, default: false }\n      style:",
  ],
  ["enum-value-added", "1.5.0", "[plain, warm]", "[plain, warm, formal]"],
  ["tool-added", "1.5.0", "  part:\n", "  wave:\n    description: Wave.\n    handler: true\n  part:\n"],
  ["rate-lowered", "1.5.0", "600/minute", "60/minute"],
  [
    "property-required-added",
    "2.0.0",
    "      style:",
    "      language: { type: string, maxLength: 5 }\n      style:",
  ],
  ["enum-value-removed", "2.0.0", "[plain, warm]", "[plain]"],
  ["range-tightened", "2.0.0", "maxLength: 20", "maxLength: 10"],
  ["property-removed", "2.0.0", "properties: { text: { type: string } }, required: [text]", "properties: {}"],
  ["auth-required", "2.0.0", "limits:", "auth: { apiKeys: true }\nlimits:"],
  ["tool-removed", "2.0.0", spec.slice(spec.indexOf("  part:")), ""],
];

const path = "mcp.yaml";
const put = (folder: string, file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const release = (folder: string) => run(folder, ["release", "--date", "2026-01-31"]);

const handler = (key: string, body: string): string =>
  `import { handler } from "../generated/handlers.js";\n\nexport const ${key.replace("_v1", "V1")} = handler("${key}", ${body});\n`;

const first = {
  greet: handler("greet", "({ who }) => ({ text: `Hello, ${who}.` })"),
  thank: handler("thank", "({ who }) => `Thank you, ${who}.`"),
  part: handler("part", '() => "Goodbye."'),
};

/** The second major: greeting asks for a language and answers in another form, nobody parts, and one may wave. */
const second = spec
  .replace("version: 1.4.0, serve: [1]", "version: 2.0.0, serve: [1, 2]")
  .replace("  greet:\n", "  greet:\n    api: [2]\n")
  .replace("      style:", "      language: { type: string, maxLength: 5 }\n      style:")
  .replace("{ text: { type: string } }, required: [text]", "{ said: { type: string } }, required: [said]")
  .replace("Thank somebody.", "Thank somebody, warmly or not.")
  .replace(
    "    params: { who: { type: string, maxLength: 20 } }",
    "    params: { who: { type: string, maxLength: 40 }, warmly: { type: boolean, default: false } }",
  )
  .replace("  part:\n", "  part:\n    api: [1]\n")
  .concat(
    "  greet_v1:\n    name: greet\n    api: [1]\n",
    spec.slice(spec.indexOf("    description: Greet"), spec.indexOf("  thank:")),
    "  wave:\n    description: Wave.\n    result: { type: string, maxLength: 10 }\n    handler: true\n",
  );

let project: GeneratedExample;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-spec-"));
  put(folder, path, spec);
  for (const [name, text] of Object.entries(first)) put(folder, `handlers/${name}.ts`, text);
  project = await generatedProject("majors", ["--spec", join(folder, path)]);
  rmSync(folder, { recursive: true });
});
afterAll(() => project.remove());

test("each of twelve changes is named, with what it means and the version to write", async () => {
  const { folder } = project;
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  for (const [rule, version, from, to] of twelve) {
    expect(spec).toContain(from);
    put(folder, path, spec.replace(from, to));
    const { exitCode, err } = await run(folder, ["check"]);
    expect({ rule, exitCode }).toEqual({ rule, exitCode: 1 });
    expect(err).toContain(`[${rule}]`);
    expect(err).toContain(`${version} or later`);
    expect(err).toContain("MCP1701");
  }
  put(folder, path, spec);
  expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
}, 300_000);

/** The answers to `tools/list` byte by byte, in both eras, and a call by the official client. */
async function seenAt({ url }: Running, at: string): Promise<readonly string[]> {
  const lists = await Promise.all(["2025-11-25", "2026-07-28"].map((era) => listed(new URL(at, url), era)));
  const client = await connectHttp(new URL(at, url));
  try {
    const called = await client.callTool({ name: "greet", arguments: { who: "Ada" } });
    const thanked = await client.callTool({ name: "thank", arguments: { who: "Ada" } });
    return [...lists, JSON.stringify([called, thanked])];
  } finally {
    await client.close();
  }
}

async function listed(url: URL, era: string): Promise<string> {
  const modern = era === "2026-07-28";
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": era,
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const response = await fetch(url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      "mcp-protocol-version": era,
      ...(modern && { "mcp-method": "tools/list" }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: modern ? { _meta } : {} }),
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** Builds what the spec says, runs it, and tells what clients see at these paths. */
async function served(paths: readonly string[]): Promise<readonly (readonly string[])[]> {
  await npmIn(project.folder, ["run", "build"]);
  const server = await startHttp(project.folder);
  try {
    return await Promise.all(paths.map((at) => seenAt(server, at)));
  } finally {
    expect(await server.stop()).toBe(0);
  }
}

test("a client pinned to /v1/mcp sees nothing change while /v2/mcp moves on", async () => {
  const { folder } = project;
  const [before, unpinned] = await served(["/v1/mcp", "/mcp"]);
  expect(unpinned).toEqual(before);
  expect(before?.at(-1)).toContain("Hello, Ada.");

  put(folder, path, second);
  const generated = await run(folder, ["generate"]);
  expect(generated).toMatchObject({ exitCode: 0 });
  put(folder, "src/handlers/greet.ts", handler("greet", "({ who }) => ({ said: `Salut, ${who}.` })"));
  put(
    folder,
    "src/handlers/greet-v1.ts",
    first.greet.replace('"greet"', '"greet_v1"').replace("const greet", "const greetV1"),
  );
  put(folder, "src/handlers/wave.ts", handler("wave", '() => "o/"'));
  put(
    folder,
    "src/handlers/thank.ts",
    handler("thank", '({ who, warmly }) => `Thank you${warmly ? " so much" : ""}, ${who}.`'),
  );
  expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  const [pinned, next, newest] = await served(["/v1/mcp", "/v2/mcp", "/mcp"]);
  expect(pinned).toEqual(before);
  expect(next?.[0]).toContain("wave");
  expect(next?.slice(0, 2)).toEqual(newest?.slice(0, 2));

  put(folder, path, second.replace("version: 2.0.0", "version: 2.1.0").replace("Wave.", "Wave a hand."));
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  const [still, moved] = await served(["/v1/mcp", "/v2/mcp"]);
  expect(still).toEqual(before);
  expect(moved?.slice(0, 2)).not.toEqual(next?.slice(0, 2));

  const frozen = JSON.parse(readFileSync(join(folder, ".create-mcp-prod/releases/1.4.0.json"), "utf8")) as {
    readonly hash: string;
  };
  expect(before?.[0]).toContain(frozen.hash);
  await npmIn(folder, ["exec", "--", "vitest", "run", "test/generated", "test/majors.test.ts"]);
}, 300_000);
