/** A disk that is full now and then, in the middle of a record: what is in the file must stay a chain. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { chainTo } from "../../../templates/base/src/telemetry/audit-chain.js";
import { fileSink, tailOf } from "../../../templates/base/src/telemetry/audit-file.js";
import { chainKeys, verifyChain } from "../../../templates/base/src/telemetry/chain.js";
import { memoryLog } from "../guard/fixtures.js";

const disk = vi.hoisted(() => ({ room: Infinity }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const writeSync = (fd: number, bytes: Uint8Array, from: number): number => {
    const length = Math.min(bytes.length - from, disk.room);
    if (length === 0) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    disk.room -= length;
    return fs.writeSync(fd, bytes, from, length);
  };
  return { ...fs, writeSync };
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "audit-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const keys = chainKeys("an audit key of enough characters");
const { log } = memoryLog();
const facts = { tool: "t", contract: "c", transport: "stdio", outcome: "ok", ms: 1, principal: "é" };

const opened = (file: string) => {
  const { link, ...ending } = tailOf(file, keys);
  return chainTo(fileSink(file, ending), { keys, link }, "deny", log);
};

/** Writes three calls whole, two with little room, then two whole; in one run of the server, or in one for each. */
const withRoom = async (file: string, rooms: readonly number[], restarts: boolean) => {
  let kept = 0;
  let audit = opened(file);
  for (const [turn, room] of [Infinity, ...rooms, Infinity].entries()) {
    disk.room = room;
    const calls = [`${turn}a`, `${turn}b`].map((call) => audit.write({ call, ...facts }));
    kept += (await Promise.all(calls)).filter(Boolean).length;
    if (!restarts) continue;
    audit.close();
    audit = opened(file);
  }
  disk.room = Infinity;
  audit.close();
  return kept;
};

test.each([
  ["in one run", false],
  ["with a restart after each", true],
])("wherever a record is cut, and the next one, the chain is whole: %s", async (_how, restarts) => {
  for (let room = 0; room < 900; room++) {
    const file = join(folder, `${String(restarts)}-${room}.jsonl`);
    const kept = await withRoom(file, [room, [0, 1, 2, 40, 95, 300][room % 6] ?? 0], restarts);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    const { problems } = await verifyChain(keys, lines);
    expect([room, problems]).toEqual([room, []]);
    const calls = lines.filter((line) => line.includes('"event":"call"') && line.endsWith('"}'));
    expect([room, calls.length]).toEqual([room, kept]);
  }
});

test("what was cut is not taken for an edit, and an edit not for something cut", async () => {
  const file = join(folder, "edited.jsonl");
  await withRoom(file, [500, 40], true);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const cut = lines.findIndex((line) => !line.endsWith('"}'));
  expect(cut).toBeGreaterThan(0);
  const longer = lines.map((line, index) => (index === cut ? `${line}x` : line));
  expect((await verifyChain(keys, longer)).problems).toEqual([`line ${cut + 1}: edited, or not a record`]);
});
