import { expect, test } from "vitest";
import { formatLock, parseLock } from "../../src/regenerate/lock.js";
import { lockOf } from "./build.js";

const lock = lockOf({ "src/b.ts": ["generated", "b"], "a.ts": ["yours", "a"], __proto__x: ["shared", "p"] });
const codes = (text: string) => {
  const parsed = parseLock(text);
  return parsed.ok ? [] : parsed.diagnostics.map((one) => one.code);
};

test("a lock reads back as it was written, whatever order its files had", () => {
  const parsed = parseLock(formatLock(lock));
  expect(parsed.ok && formatLock(parsed.value)).toBe(formatLock(lock));
  expect(parsed.ok && parsed.value.files).toEqual(lock.files);
});

test("the same files give the same bytes in any order", () => {
  const reversed = { ...lock, files: new Map([...lock.files].reverse()) };
  expect(formatLock(reversed)).toBe(formatLock(lock));
  expect(formatLock(lock)).toBe(`${JSON.stringify(JSON.parse(formatLock(lock)), null, 2)}\n`);
});

test("an empty lock is valid", () => {
  expect(codes(formatLock({ ...lock, files: new Map() }))).toEqual([]);
});

test("a newer format is refused, with the version to install", () => {
  const parsed = parseLock('{"format": 9, "generator": "4.5.6", "anything": true}');
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics[0]).toMatchObject({
    code: "MCP1520",
    help: expect.stringContaining("create-mcp-prod@4.5.6"),
  });
});

test("a newer format never puts a hostile version into the command to run", () => {
  const parsed = parseLock('{"format": 9, "generator": "1; rm -rf ~"}');
  expect(parsed.diagnostics[0]?.help).toContain("create-mcp-prod@latest");
});

test("merge-conflict markers are named as such", () => {
  const text = formatLock(lock).replace('  "files"', '<<<<<<< ours\n  "files"');
  expect(codes(text)).toEqual(["MCP1521"]);
});

test.each([
  ["nothing", ""],
  ["half a file", formatLock(lock).slice(0, 80)],
  ["a list", "[]"],
  ["null", "null"],
  ["no format", "{}"],
  ["a format of text", '{"format":"1"}'],
  ["no files", '{"format":1,"generator":"1.0.0"}'],
  ["files as a list", formatLock(lock).replace(/"files": \{[^]*/, '"files": []}')],
  [
    "a base that is no hash",
    formatLock(lock).replace(/sha256:[0-9a-f]+(?=")(?=[^]*\}\s*\}\s*\}\s*$)/g, "sha256:0"),
  ],
  ["an unknown owner", formatLock(lock).replace('"yours"', '"nobody"')],
  ["a path that leaves", formatLock(lock).replace("src/b.ts", "../../b.ts")],
  ["an absolute path", formatLock(lock).replace("src/b.ts", "/etc/passwd")],
  ["a drive", formatLock(lock).replace("src/b.ts", "C:evil")],
])("a damaged lock is refused: %s", (_, text) => {
  expect(codes(text)).toEqual(["MCP1522"]);
});
