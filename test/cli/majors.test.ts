/** What the command does for majors side by side, beside the errors that snapshots hold. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { run } from "./run.js";

const spec = (version: string, serve: string, more = "", description = "Do greet.") => `spec: 1
server: { name: shop, version: ${version}, serve: ${serve}, description: A shop. }
${more}tools:
  greet:
    description: ${description}
    params: { who: { type: string, maxLength: 20 } }
    result: { type: string, maxLength: 100 }
    handler: true
`;
const write = (folder: string, text: string) => writeFileSync(join(folder, "mcp.yaml"), text);
const release = (folder: string) => run(folder, ["release", "--date", "2026-01-31"]);
const older = "src/generated/v1/contract.ts";

/** Major 1, released, with the second one beside it. */
async function beside(version = "1.4.0"): Promise<string> {
  const folder = temporaryFolder();
  write(folder, spec(version, "[1]"));
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  write(folder, spec("2.0.0", "[1, 2]", "", "Greet somebody."));
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  return folder;
}

test("an older major is its release: what changes in the spec changes in the newest only", async () => {
  const folder = await beside();
  const files = tree(folder);
  expect(files["src/generated/v1/tools/greet.ts"]).toContain("Do greet.");
  expect(files["src/generated/tools/greet.ts"]).toContain("Greet somebody.");
  expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  expect(tree(folder)[".create-mcp-prod/releases/1.4.0.json"]).toBe(
    files[".create-mcp-prod/releases/1.4.0.json"],
  );
});

test("a tool that promises the same has one file for both", async () => {
  const folder = await beside();
  write(folder, spec("2.0.0", "[1, 2]"));
  expect(await run(folder, ["generate", "--prune"])).toMatchObject({ exitCode: 0 });
  const files = tree(folder);
  expect(files["src/generated/v1/tools/greet.ts"]).toBeUndefined();
  expect(files["src/generated/v1/tools.ts"]).toContain('import { greet } from "../tools/greet.js";');
});

test("a release of an older major that comes from a branch is served at the next run, though nothing else changed", async () => {
  const folder = await beside();
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  const branch = await beside("1.4.1");
  const path = ".create-mcp-prod/releases/1.4.1.json";
  writeFileSync(join(folder, path), readFileSync(join(branch, path)));
  expect((await run(folder, ["generate", "--check"])).err).toContain("MCP1532");
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  expect(tree(folder)[older]).toContain('version: "1.4.1"');
});

test("and asks for a version of the server, since it is another one that is deployed then", async () => {
  const folder = await beside();
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  const path = ".create-mcp-prod/releases/1.4.1.json";
  writeFileSync(join(folder, path), readFileSync(join(await beside("1.4.1"), path)));
  const checked = await run(folder, ["check"]);
  expect(checked).toMatchObject({ exitCode: 1 });
  expect(checked.err).toContain("major 1 is served as 1.4.1, not as 1.4.0  [older-major-updated]");
  expect(checked.err).toContain("at least 2.0.1");
  expect(await run(folder, ["generate", "--bump"])).toMatchObject({ exitCode: 0 });
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  expect(tree(folder)["CHANGELOG.md"]).toContain("- major 1 is served as 1.4.1, not as 1.4.0. (");
});

test("the order of a release is part of it, and so is what the server said of itself", async () => {
  const folder = await beside();
  const path = join(folder, ".create-mcp-prod/releases/1.4.0.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace("A shop.", "A stall."));
  expect((await run(folder, ["generate"])).err).toContain("MCP1704");
  writeFileSync(path, text);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
});

test("what older majors do not survive is accepted with a reason", async () => {
  const folder = await beside();
  const auth = "auth: { apiKeys: true }\n";
  write(folder, spec("2.0.0", "[1, 2]", auth));
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  const { err } = await run(folder, ["check"]);
  const fingerprint = /versioning\.accept: "([0-9a-f]{12})"/.exec(err)?.[1] ?? "";
  expect(err).toContain("MCP1716");
  write(folder, spec("2.0.0", "[1, 2]", `${auth}versioning: { accept: { "${fingerprint}": They know. } }\n`));
  expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
});

test("whoever pinned to the only major is not cut off by a minor version", async () => {
  const folder = temporaryFolder();
  write(folder, spec("1.4.0", "[1]"));
  await run(folder, ["generate"]);
  await release(folder);
  write(folder, spec("1.5.0", "[1]").replace(" serve: [1],", ""));
  await run(folder, ["generate"]);
  const { exitCode, err } = await run(folder, ["check"]);
  expect(exitCode).toBe(1);
  expect(err).toContain("no longer served by its number: 1  [newest-major-dropped]");
  expect(err).toContain("at least 2.0.0");
});

const served = `# The shop.
spec: 1
server:
  name: shop
  version: 1.4.0 # of the contract
  serve: # for whoever stays
    - 1 # until all have moved
  description: A shop.
tools:
  greet: # everybody
    api: [1]
    description: Do greet.
    params: { who: { type: string, maxLength: 20 } }
    result: { type: string, maxLength: 100 }
    handler: true
  part:
    description: Do part.
    handler: true
    deprecated: { since: 1.3.0, removeIn: 2.0.0 }
`;
const goodbye = served.slice(served.indexOf("  part:"));

/** A released major 1, and a spec that needs another one since a deprecated tool is gone. */
async function outgrown(text = served, next = text.replace(goodbye, "")): Promise<string> {
  const folder = temporaryFolder();
  write(folder, text);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  write(folder, next);
  return folder;
}
const bump = (folder: string, ...words: string[]) => run(folder, ["generate", "--bump", ...words]);
const specIn = (folder: string) => readFileSync(join(folder, "mcp.yaml"), "utf8");

describe("--bump to another major", () => {
  test("says what to write and which answers there are, and leaves the spec as it is", async () => {
    const folder = await outgrown();
    const before = tree(folder);
    const bumped = await bump(folder);
    expect(bumped.exitCode).toBe(2);
    expect(bumped.err).toContain("MCP1262  2.0.0 begins major 2, and `server.serve` does not have it");
    expect(bumped.err).toContain("mcp.yaml:7:7");
    expect(bumped.err).toContain(
      "add 2 at the end; or say --serve=keep, and 1 stays beside it, or --serve=drop",
    );
    expect(tree(folder)).toEqual(before);
  });

  test("with --serve=drop goes on alone, and keeps every comment that is not of a line that goes", async () => {
    const folder = await outgrown();
    expect(await bump(folder, "--serve=drop")).toMatchObject({ exitCode: 0 });
    const moved = served.replace(goodbye, "").replace("1.4.0", "2.0.0").replace("api: [1]", "api: [2]");
    expect(specIn(folder)).toBe(moved.replace("- 1 # until all have moved", "- 2"));
    expect(tree(folder)[older]).toBeUndefined();
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
    expect(await bump(folder)).toMatchObject({ exitCode: 0 });
  });

  test("with --serve=keep serves the older one beside it, and tells what it still needs", async () => {
    const folder = await outgrown();
    const bumped = await bump(folder, "--serve=keep");
    expect(bumped.exitCode).toBe(2);
    expect(bumped.err).toContain("mcp.yaml: version 1.4.0 → 2.0.0");
    expect(bumped.err).toContain('MCP1714  1.4.0 promised "part", and nothing serves it in major 1');
    const moved = served.replace(goodbye, "").replace("1.4.0", "2.0.0").replace("api: [1]", "api: [1, 2]");
    expect(specIn(folder)).toBe(moved.replace("all have moved", "all have moved\n    - 2"));
    const parting = goodbye.replace("  part:", "  part:\n    api: [1]");
    write(folder, specIn(folder) + parting);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(tree(folder)["src/generated/v1/tools/part.ts"]).toContain("Do part.");
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  });

  test("says how to keep a tool as it was when it no longer does the older one's work", async () => {
    const narrower = served.replace("maxLength: 20", "maxLength: 10");
    const folder = await outgrown(served, narrower);
    const bumped = await bump(folder, "--serve=keep");
    expect(bumped.exitCode).toBe(2);
    expect(bumped.err).toMatch(
      /MCP1227  "part" should be gone[^]*leave it to older majors with `api: \[1\]`/,
    );
    write(folder, specIn(folder).replace("  part:", "  part:\n    api: [1]"));
    const { err } = await run(folder, ["generate"]);
    expect(err).toContain("MCP1713");
    expect(err).toContain("greet_v1: { name: greet, api: [1], … }");
    expect(specIn(folder)).toContain("version: 2.0.0");
  });

  test("leaves a tool of a major that goes to be taken out", async () => {
    const folder = await outgrown();
    await bump(folder, "--serve=keep");
    const parting = goodbye.replace("  part:", "  part:\n    api: [1]");
    write(folder, specIn(folder).replace("maxLength: 20", "maxLength: 40") + parting);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(await release(folder)).toMatchObject({ exitCode: 0 });
    write(folder, specIn(folder).replace("maxLength: 40", "maxLength: 30"));
    const bumped = await bump(folder, "--serve=drop");
    expect(bumped.err).toContain("mcp.yaml: version 2.0.0 → 3.0.0");
    expect(bumped.err).toContain("MCP1262  major 1 is not served");
    expect(specIn(folder)).toMatch(/serve: .*\n {4}- 3\n/);
    expect(specIn(folder)).toContain("    api: [3]\n");
    write(folder, specIn(folder).slice(0, specIn(folder).indexOf("  part:")));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  });

  test("that a spec elsewhere would need is left to its author, whatever the answer", async () => {
    const folder = await outgrown();
    const text = served.replace(goodbye, "").replace("- 1 # until all have moved", "- 0x1");
    write(folder, text);
    const aliased = await bump(folder, "--serve=keep");
    expect(aliased.err).toContain("MCP1711  2.0.0 cannot be written into mcp.yaml");
    expect(aliased.err).toContain("and 2 into server.serve and the `api:` of what goes on into it");
    expect(specIn(folder)).toBe(text);

    const [head = "", tools = ""] = served.replace(goodbye, "").split(/^(?=tools:)/m);
    const including = `${head}include: [greet.yaml]\n`;
    write(folder, including);
    writeFileSync(join(folder, "greet.yaml"), tools);
    expect((await bump(folder, "--serve=keep")).err).toContain("MCP1711");
    expect(specIn(folder)).toBe(including);
    writeFileSync(join(folder, "greet.yaml"), tools.replace("    api: [1]\n", ""));
    expect((await bump(folder, "--serve=drop")).err).toContain("version 1.4.0 → 2.0.0");

    const module =
      'export default { spec: 1, server: { name: "shop", version: "1.4.0", serve: [1], description: "A shop." },\n' +
      '  tools: { greet: { description: "Greet.", handler: true } } };\n';
    const other = await outgrown();
    rmSync(join(other, "mcp.yaml"));
    writeFileSync(join(other, "mcp.config.mjs"), module);
    // A module is found from the folder that the process is in.
    const refused = await run(process.cwd(), ["generate", "--bump", "--serve=keep", other]);
    expect(refused.err).toContain("MCP1711  2.0.0 cannot be written into mcp.config.mjs");
    expect(readFileSync(join(other, "mcp.config.mjs"), "utf8")).toBe(module);
  });

  test("takes no answer to what is not asked", async () => {
    const folder = await outgrown();
    expect((await run(folder, ["generate", "--serve=keep"])).err).toContain("MCP1904");
    expect((await bump(folder, "--serve=both")).err).toContain(
      '--serve is "both", and takes one of: "keep", "drop"',
    );
    write(folder, served.replace("    handler: true\n  part", "    handler: true\n    title: Hello\n  part"));
    expect(await bump(folder, "--serve=drop")).toMatchObject({ exitCode: 0 });
    expect(specIn(folder)).toContain("version: 1.4.1");
    expect(specIn(folder)).toContain("- 1 # until all have moved");
  });
});
