/** From what should be generated and what stands in the project to a plan. Reads, never writes. */
import type { Checked } from "../diagnostics/diagnostic.js";
import type { GeneratedFile } from "../render/file.js";
import { decode, type Hash } from "./hash.js";
import { lockPath, parseLock, type Lock } from "./lock.js";
import { checkOutput } from "./output.js";
import { plan, type Plan } from "./plan.js";
import { survey } from "./survey.js";
import type { Workspace } from "./workspace.js";

export interface Target {
  readonly files: readonly GeneratedFile[];
  readonly generator: string;
  readonly spec: Hash;
}

export interface Prepared {
  readonly plan: Plan;
  /** What the last run recorded. */
  readonly lock?: Lock;
}

/** Plans a run. Errors: the lock (MCP1520 to MCP1522), paths (MCP1524, MCP1525). */
export function prepare(workspace: Workspace, { files, generator, spec }: Target): Checked<Prepared> {
  const problems = checkOutput(files);
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const read = readLock(workspace);
  if (!read.ok) return read;
  const lock = read.value;
  const paths = [...files.map((file) => file.path), ...(lock?.files.keys() ?? [])];
  const value = plan({ lock, disk: survey(workspace, paths), next: files, generator, spec });
  return { ok: true, value: { plan: value, ...(lock && { lock }) }, diagnostics: [] };
}

function readLock(workspace: Workspace): Checked<Lock | undefined> {
  const found = workspace.read(lockPath);
  if (found.kind === "absent") return { ok: true, value: undefined, diagnostics: [] };
  return parseLock(found.kind === "file" ? (decode(found.bytes) ?? "") : "");
}
