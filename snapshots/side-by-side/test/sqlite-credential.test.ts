import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkFile, findingsOfFile } from "../src/sources/sqlite-credential.js";
import { createLog } from "../src/telemetry/log.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mcp-credential-"));
  mkdirSync(join(folder, "db"), { mode: 0o755 });
  file = join(folder, "db/main.sqlite");
  writeFileSync(file, "SQLite format 3\0".padEnd(100, "\u0001"), { mode: 0o444 });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

const problems = (path = file, user = 0) =>
  findingsOfFile(path, user).map(({ problem }) => problem);

describe.skipIf(process.geteuid === undefined)("a database file", () => {
  test("must not be read by root", () => {
    expect(problems()).toEqual(["the server runs as root, for whom no file is read-only"]);
  });

  test.skipIf(process.geteuid?.() === 0)("must not be of the server's user, nor its folder", () => {
    expect(problems(file, process.geteuid?.())).toEqual([
      "the file belongs to the user that the server runs as",
      `the folder ${join(folder, "db")} belongs to the user that the server runs as`,
    ]);
  });

  test.each([
    [0o464, "its group"],
    [0o446, "anybody"],
  ])("must not be writable: mode %o", (mode, who) => {
    chmodSync(file, mode);
    expect(problems()).toContain(`the file can be written by ${who}`);
  });

  test.each([
    [0o775, "its group"],
    [0o1777, "anybody"],
  ])("must not stand in a folder of mode %o", (mode, who) => {
    chmodSync(join(folder, "db"), mode);
    expect(problems()).toContain(`the folder ${join(folder, "db")} can be written by ${who}`);
  });

  test("must not be linked to from a folder that others can write", () => {
    const link = join(folder, "open/main.sqlite");
    mkdirSync(join(folder, "open"));
    chmodSync(join(folder, "open"), 0o777);
    symlinkSync(file, link);
    expect(problems(link)).toContain(
      `the folder ${join(folder, "open")} can be written by anybody`,
    );
  });

  test("must not be in write-ahead mode, which cannot be read without writing", () => {
    chmodSync(file, 0o644);
    writeFileSync(file, "SQLite format 3\0".padEnd(100, "\u0002"));
    expect(findingsOfFile(file)).toContainEqual({
      problem: "it is in write-ahead mode, which cannot be read without writing beside it",
      remedy: `sqlite3 ${file} 'PRAGMA journal_mode = DELETE'`,
    });
  });

  test("keeps a server in production from starting, with the command that mends it", () => {
    chmodSync(file, 0o446);
    const log = createLog({ level: "silent" });
    expect(() => checkFile({ name: "main", file, production: true }, log)).toThrow(
      `  the file can be written by anybody\n    chmod go-w ${file}\n`,
    );
  });

  test("is only warned of in development", () => {
    chmodSync(file, 0o446);
    const log = createLog({ level: "silent" });
    const warn = vi.spyOn(log, "warn");
    checkFile({ name: "main", file, production: false }, log);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ event: "credential_generous", source: "main" }),
    );
  });
});
