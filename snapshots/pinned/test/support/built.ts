import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { parseLines, type Line } from "./lines.js";

/** What `npm run build` made. */
export const project = fileURLToPath(new URL("../../", import.meta.url));
/** The server must not need to make code from text, which some hosts forbid and attackers like. */
const nodeFlags = ["--disallow-code-generation-from-strings"];

/** How to start the built server apart from others: a folder of its own, and only the environment it needs. */
export interface Launch {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly cwd: string;
  /** Records of the audit file so far, without those that are not of a call. */
  readonly audited: () => readonly Line[];
  readonly remove: () => void;
}

export function launch(
  mode: "--http" | "--stdio",
  env: Readonly<Record<string, string>> = {},
): Launch {
  const folder = mkdtempSync(join(tmpdir(), "mcp-built-"));
  const auditFile = join(folder, "audit.jsonl");
  return {
    command: process.execPath,
    args: [...nodeFlags, join(project, "dist/main.js"), mode],
    env: {
      PATH: process.env["PATH"] ?? "",
      AUDIT_FILE: auditFile,
      AUDIT_KEY: "a key for tests, 32 characters long",
      PORT: "0",
      ...env,
    },
    cwd: project,
    audited: () => parseLines(readFileSync(auditFile, "utf8")).filter((record) => "tool" in record),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The lines that a server logs, as they come. */
export interface Log {
  readonly lines: readonly Line[];
  /** The first line of this event, now or later. Rejects with all that was logged if it does not come. */
  readonly line: (event: string) => Promise<Line>;
}

export function readLog(stderr: Readable): Log {
  const lines: Line[] = [];
  const text: string[] = [];
  const reader = createInterface(stderr);
  reader.on("line", (line) => {
    text.push(line);
    if (line.startsWith("{")) lines.push(...parseLines(line));
  });
  const find = (event: string) => lines.find((line) => line["event"] === event);
  const line = async (event: string): Promise<Line> => {
    const signal = AbortSignal.timeout(15_000);
    for (;;) {
      const found = find(event);
      if (found !== undefined) return found;
      const ended = once(reader, "close", { signal }).then(() => "ended");
      const next = await Promise.race([once(reader, "line", { signal }), ended]).catch(
        () => "ended",
      );
      if (next === "ended" && find(event) === undefined) {
        throw new Error(`no event ${event} in the log:\n${text.join("\n")}`);
      }
    }
  };
  return { lines, line };
}

/** The built server as a process that nobody is connected to. */
export interface BuiltServer extends Log, Pick<Launch, "audited"> {
  /** From the `ready` line. */
  readonly address: string;
  /** Sends a signal and resolves with the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the built server and waits until it is ready. */
export async function startBuilt(
  mode: "--http" | "--stdio",
  env: Readonly<Record<string, string>> = {},
): Promise<BuiltServer> {
  const { command, args, audited, remove, ...options } = launch(mode, env);
  const child = spawn(command, args, { ...options, stdio: ["pipe", "ignore", "pipe"] });
  const exited = once(child, "exit");
  const log = readLog(child.stderr);
  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> => {
    if (child.exitCode === null) child.kill(signal);
    const [code] = (await exited) as [number | null];
    remove();
    return code;
  };
  try {
    const { address } = await log.line("ready");
    return { ...log, audited, stop, address: String(address) };
  } catch (error) {
    await stop("SIGKILL");
    throw error;
  }
}
