import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockFirstFree } from "../../../templates/base/src/telemetry/lock.js";

const source = fileURLToPath(new URL("../../../templates/base/src/telemetry/lock.ts", import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-lock-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that is gone: its number is beyond those that the system gives. */
const gone = `${hostname()} 99999999`;

test("processes that start together after a kill never get the same file", async () => {
  const script = `
    import { lockFirstFree } from ${JSON.stringify(source)};
    process.on("message", ({ file, at }) => {
      while (Date.now() < at); // all of them at once
      process.send(lockFirstFree(file).file);
    });
    process.send("ready");`;
  const module = join(folder, "locks.mjs");
  const stdin = { contents: script, resolveDir: folder };
  await build({ stdin, bundle: true, platform: "node", format: "esm", outfile: module });
  const children = Array.from({ length: 8 }, () => fork(module));
  const answer = async (child: ChildProcess) => String((await once(child, "message"))[0]);
  const answers = () => Promise.all(children.map(answer));
  await answers();
  for (let round = 0; round < 40; round++) {
    const file = join(folder, `audit${round}.jsonl`);
    writeFileSync(`${file}.lock`, gone);
    if (round % 2 === 1) writeFileSync(`${file}.lock.turn`, gone); // killed while it took over another's
    const taken = answers();
    for (const child of children) child.send({ file, at: Date.now() + 10 });
    const files = new Set(await taken);
    expect(files.size).toBe(children.length);
    expect(files).toContain(file);
  }
  for (const child of children) child.kill();
  expect(readdirSync(folder).filter((name) => name.endsWith(".turn"))).toEqual([]);
});

test("takes over from a process that is gone, and from none that may live elsewhere", () => {
  const file = join(folder, "one.jsonl");
  writeFileSync(`${file}.lock`, gone);
  const first = lockFirstFree(file);
  expect(first.file).toBe(file);
  const second = lockFirstFree(file);
  expect(second.file).toBe(join(folder, "one-2.jsonl"));
  first.release();
  second.release();
  writeFileSync(`${file}.lock`, "another-machine.invalid 1");
  const third = lockFirstFree(file);
  expect(third.file).toBe(join(folder, "one-2.jsonl"));
  third.release();
});

test("takes over from a process that was killed while it took over", () => {
  const file = join(folder, "turns.jsonl");
  for (const end of ["lock", "lock.turn", "lock.turn.turn"]) writeFileSync(`${file}.${end}`, gone);
  const lock = lockFirstFree(file);
  expect(lock.file).toBe(file);
  lock.release();
  expect(readdirSync(folder).filter((name) => name.startsWith("turns"))).toEqual([]);
});

test("leaves the turn to a process that is alive", () => {
  const file = join(folder, "busy.jsonl");
  writeFileSync(`${file}.lock`, gone);
  writeFileSync(`${file}.lock.turn`, `${hostname()} ${process.ppid}`);
  const lock = lockFirstFree(file);
  expect(lock.file).toBe(join(folder, "busy-2.jsonl"));
  lock.release();
  rmSync(`${file}.lock.turn`);
});

test("takes over a lock that was never written, once nobody can be about to", () => {
  const file = join(folder, "empty.jsonl");
  writeFileSync(`${file}.lock`, "");
  const second = lockFirstFree(file);
  expect(second.file).toBe(join(folder, "empty-2.jsonl"));
  second.release();
  const hourAgo = Date.now() / 1000 - 3_600;
  utimesSync(`${file}.lock`, hourAgo, hourAgo);
  const first = lockFirstFree(file);
  expect(first.file).toBe(file);
  first.release();
});
