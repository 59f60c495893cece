/** The operating system's user as the credential of a database file: what people really make, seen by a real user. */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "@photostructure/sqlite";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const isRoot = process.geteuid?.() === 0;
const nobody = Number(spawnSync("id", ["-u", "nobody"], { encoding: "utf8" }).stdout);
const source = fileURLToPath(
  new URL("../../../templates/sqlite/src/sources/sqlite-credential.ts", import.meta.url),
);

describe.skipIf(!isRoot)(
  `a database file${isRoot ? "" : " (skipped: only root can be another user)"}`,
  () => {
    let home: string;
    let program: string;
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), "sqlite-credential-"));
      chmodSync(home, 0o755);
      program = join(home, "check.mjs");
      buildSync({ entryPoints: [source], outfile: program, format: "esm", platform: "node" });
      for (const [name, mode] of [
        ["main", "DELETE"],
        ["ahead", "WAL"],
      ] as const) {
        const database = new DatabaseSync(join(home, `${name}.sqlite`));
        database.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE users (id INTEGER PRIMARY KEY)`);
        database.close();
      }
    });
    afterAll(() => rmSync(home, { recursive: true }));

    /** A database as it should be: of root, readable for all. Everything bad about it is done by the case. */
    const place = (name: string, from = "main"): string => {
      const folder = join(home, name);
      mkdirSync(folder, { mode: 0o755 });
      chmodSync(folder, 0o755);
      const file = join(folder, "main.sqlite");
      cpSync(join(home, `${from}.sqlite`), file);
      chmodSync(file, 0o444);
      return file;
    };
    /** What a server says that runs as this user in production; nothing when it starts. */
    const refusal = (file: string, uid = nobody): string => {
      // The user changes after the start: a runtime in somebody's own folder need not be another's to run.
      const script = `const log = { info() {}, warn() {}, error() {} };
      import { checkFile } from ${JSON.stringify(program)};
      process.setgroups([]); process.setgid(${uid}); process.setuid(${uid});
      try { checkFile({ name: "main", file: process.argv[1], production: true }, log); }
      catch (error) { console.log(error.message); }`;
      const run = spawnSync(process.execPath, ["--input-type=module", "-e", script, file], {
        encoding: "utf8",
        cwd: "/",
      });
      expect(run.stderr).toBe("");
      return run.stdout;
    };

    type Case = readonly [name: string, make: (file: string) => unknown];
    const good: readonly Case[] = [
      ["of root, that everybody can read", () => undefined],
      ["of root, that root can write", (file) => chmodSync(file, 0o644)],
      ["of another user", (file) => chownSync(file, 1, 1)],
    ];
    it.each(good)("is served when it is one %s", (name, make) => {
      const file = place(name);
      make(file);
      expect(refusal(file)).toBe("");
    });

    const owned = "belongs to the user that the server runs as";
    const bad: readonly (readonly [...Case, problem: string, remedy: string])[] = [
      [
        "a group can write",
        (file) => chmodSync(file, 0o464),
        "the file can be written by its group",
        "chmod go-w",
      ],
      [
        "anybody can write",
        (file) => chmodSync(file, 0o666),
        "the file can be written by anybody",
        "chmod go-w",
      ],
      ["it owns", (file) => chownSync(file, nobody, nobody), `the file ${owned}`, "sudo chown root"],
      [
        "it owns and has made read-only",
        (file) => {
          chownSync(file, nobody, nobody);
          chmodSync(file, 0o400);
        },
        `the file ${owned}`,
        "sudo chown root",
      ],
      [
        "stands in a folder that a group can write",
        (file) => chmodSync(dirname(file), 0o775),
        "can be written by its group",
        "chmod go-w",
      ],
      [
        "stands in a folder that anybody can write",
        (file) => chmodSync(dirname(file), 0o777),
        "can be written by anybody",
        "chmod go-w",
      ],
      [
        "stands in a folder with a sticky bit",
        (file) => chmodSync(dirname(file), 0o1777),
        "can be written by anybody",
        "chmod go-w",
      ],
      [
        "stands in a folder that it owns",
        (file) => chownSync(dirname(file), nobody, nobody),
        owned,
        "sudo chown root",
      ],
    ];
    it.each(bad)("is refused to a server when it is one that %s", (name, make, problem, remedy) => {
      const file = place(name);
      make(file);
      const said = refusal(file);
      expect(said).toContain(problem);
      expect(said).toMatch(new RegExp(`^    ${remedy} '?/.*'?$`, "m"));
    });

    it("is refused to root", () => {
      expect(refusal(place("root"), 0)).toContain("  the server runs as root");
    });

    it("is refused through a link that anybody can turn", () => {
      const file = place("behind a link");
      const folder = join(home, "open");
      mkdirSync(folder);
      chmodSync(folder, 0o777);
      symlinkSync(file, join(folder, "main.sqlite"));
      expect(refusal(join(folder, "main.sqlite"))).toContain(
        `the folder ${folder} can be written by anybody`,
      );
    });

    it("is refused in write-ahead mode, which could not even be opened", () => {
      const file = place("write-ahead", "ahead");
      expect(refusal(file)).toContain(`sqlite3 ${file} 'PRAGMA journal_mode = DELETE'`);
    });

    it("stops being refused when what was said has been done", () => {
      const file = place("mended");
      chmodSync(file, 0o666);
      chmodSync(dirname(file), 0o777);
      const commands = refusal(file)
        .split("\n")
        .filter((line) => line.startsWith("    "));
      expect(commands).toHaveLength(2);
      for (const command of commands) spawnSync("sh", ["-c", command]);
      expect(refusal(file)).toBe("");
    });
  },
);
