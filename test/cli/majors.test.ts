/** What the command does for majors side by side, beside the errors that snapshots hold. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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

test("--bump to another major says what to write beside it, and leaves the spec as it is", async () => {
  const folder = temporaryFolder();
  write(folder, spec("1.4.0", "[1]"));
  await run(folder, ["generate"]);
  await release(folder);
  const breaking = spec("1.4.0", "[1]").replace("maxLength: 20", "maxLength: 10");
  write(folder, breaking);
  const bumped = await run(folder, ["generate", "--bump"]);
  expect(bumped.exitCode).not.toBe(0);
  expect(bumped.err).toContain("MCP1262");
  expect(bumped.err).toContain("add 2 at the end");
  expect(tree(folder)["mcp.yaml"]).toBe(breaking);
});
