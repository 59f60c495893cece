import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig, replaceConfig } from "../../src/connect/config-file.js";
import { temporaryFolder } from "../regenerate/folder.js";

const onWindows = process.platform === "win32";

function existing(text = "old", mode = 0o640) {
  const folder = temporaryFolder();
  const path = join(folder, "config.json");
  writeFileSync(path, text);
  chmodSync(path, mode);
  return { folder, path };
}

test("the file is replaced with its mode kept, and what it was stands beside it", () => {
  const { folder, path } = existing();
  expect(replaceConfig(readConfig(path), "new", true)).toEqual({ backup: `${path}.bak` });
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(readFileSync(`${path}.bak`, "utf8")).toBe("old");
  expect(readdirSync(folder).sort()).toEqual(["config.json", "config.json.bak"]);
  if (!onWindows) {
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(statSync(`${path}.bak`).mode & 0o777).toBe(0o640);
  }
});

test("no earlier backup is overwritten", () => {
  const { path } = existing("first");
  replaceConfig(readConfig(path), "second", true);
  expect(replaceConfig(readConfig(path), "third", true)).toEqual({ backup: `${path}.bak2` });
  expect(readFileSync(`${path}.bak`, "utf8")).toBe("first");
  expect(readFileSync(`${path}.bak2`, "utf8")).toBe("second");
});

test.skipIf(onWindows)("a link stays a link, and what it leads to is replaced", () => {
  const { folder, path } = existing();
  const link = join(folder, "link.json");
  symlinkSync("config.json", link);
  replaceConfig(readConfig(link), "new", true);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(path, "utf8")).toBe("new");
});

test.skipIf(onWindows)("a link to nothing is no absent file", () => {
  const link = join(temporaryFolder(), "link.json");
  symlinkSync("nowhere/at-all.json", link);
  expect(() => readConfig(link)).toThrow("ENOENT");
});

test("what another program wrote meanwhile is not overwritten", () => {
  const { folder, path } = existing();
  const file = readConfig(path);
  writeFileSync(path, "theirs");
  expect(replaceConfig(file, "new", true)).toBeUndefined();
  expect(readFileSync(path, "utf8")).toBe("theirs");
  expect(readdirSync(folder)).toEqual(["config.json"]);
});

test("a file that came to be meanwhile is not overwritten", () => {
  const path = join(temporaryFolder(), "config.json");
  const file = readConfig(path);
  writeFileSync(path, "theirs");
  expect(replaceConfig(file, "new", true)).toBeUndefined();
  expect(readFileSync(path, "utf8")).toBe("theirs");
});

test("folders are made on the way to a new file, which is its user's alone", () => {
  const folder = temporaryFolder();
  const path = join(folder, "a/b/config.json");
  expect(replaceConfig(readConfig(path), "new", true)).toEqual({});
  expect(readdirSync(join(folder, "a/b"))).toEqual(["config.json"]);
  if (!onWindows) expect(statSync(path).mode & 0o077).toBe(0);
});

test.skipIf(onWindows)("a project's new file is for all who work on it", () => {
  const path = join(temporaryFolder(), "config.json");
  replaceConfig(readConfig(path), "new", false);
  expect(statSync(path).mode & 0o444).toBe(0o444);
});

test("a folder in its place is told as such", () => {
  const path = join(temporaryFolder(), "config.json");
  mkdirSync(path);
  expect(() => readConfig(path)).toThrow("EISDIR");
});
