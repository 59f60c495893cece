/**
 * One run at a time in a project. The holder's process id stands in the file, so that a run which died without
 * cleaning up holds nobody back.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Checked } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { runFolder, stateFolder } from "./state.js";

/** Gives the project free for the next run. */
export type Release = () => void;

/** A run takes seconds; one this old is dead, whatever its process id now belongs to. */
const staleAfterMs = 10 * 60_000;

/** Takes the project for this run, or says who has it (MCP1523). Throws what the file system throws. */
export function takeRun(root: string): Checked<Release> {
  const folder = join(root, runFolder);
  const file = join(folder, "owner");
  const mine = `${process.pid} ${hostname()}\n`;
  const release = () => {
    rmSync(file, { force: true });
    removeEmpty(folder);
    removeEmpty(join(root, stateFolder));
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    if (created(folder, file, mine)) return { ok: true, value: release, diagnostics: [] };
    const holder = readHolder(file);
    if (holder === undefined) continue; // Released meanwhile.
    if (!isDead(holder)) return held(holder);
    takeAway(file, holder);
  }
  return held({ text: "another process", ageMs: 0 });
}

interface Holder {
  readonly text: string;
  readonly ageMs: number;
}

function created(folder: string, file: string, text: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false; // ENOENT: another run just cleaned up.
    throw error;
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return { text: readFileSync(file, "utf8"), ageMs: Date.now() - statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

function isDead({ text, ageMs }: Holder): boolean {
  if (ageMs > staleAfterMs) return true;
  const [pid, host] = text.trim().split(" ");
  if (host !== hostname() || !/^\d+$/.test(pid ?? "")) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Removes the dead holder's file, but not that of a run which was quicker to do the same. */
function takeAway(file: string, dead: Holder): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, "utf8") !== dead.text) linkSync(aside, file);
  } catch {
    // Gone already, or taken again: the next attempt sees what stands there.
  }
  rmSync(aside, { force: true });
}

function held({ text }: Holder): Checked<never> {
  const [pid, host] = text.trim().split(" ");
  const who = /^\d+$/.test(pid ?? "")
    ? `process ${pid}${host === hostname() ? "" : " on another machine"}`
    : text.trim() || "one that has just begun";
  const problem = diagnostic("MCP1523", {
    message: `another run of create-mcp-prod is at work in this project (${who})`,
    help: `wait for it to end; if none is running, delete ${runFolder}`,
  });
  return { ok: false, diagnostics: [problem] };
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Holds something, or is gone.
  }
}
