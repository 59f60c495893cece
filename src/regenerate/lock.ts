/**
 * `.create-mcp-prod/lock.json`: what the last run wrote, so that the next one can tell an edit from its own text.
 * It is committed. Sorted and without times, so that two branches which generate the same do not conflict.
 */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { isRecord } from "../record.js";
import type { Owner } from "../render/file.js";
import { hashPattern, type Hash } from "./hash.js";
import { lockFormat, migrated } from "./migrations.js";
import { byPath, pathProblem } from "./paths.js";
import { isReserved, lockPath } from "./state.js";

export { lockPath, stateFolder } from "./state.js";

export interface LockedFile {
  readonly owner: Owner;
  /** The text last generated, whatever stands on the disk now. */
  readonly base: Hash;
  /** The same as the project's own formatter writes it, if that is what was put on the disk. */
  readonly formatted?: Hash;
}

export interface Lock {
  /** Version of the generator that wrote it. */
  readonly generator: string;
  /** Of the model that the spec describes: a comment in the spec does not change it. */
  readonly spec: Hash;
  /** Template sets that the spec names, as they were. Absent: none. */
  readonly templates?: ReadonlyMap<string, Hash>;
  readonly files: ReadonlyMap<string, LockedFile>;
}

/** The lock as it is written: ends with a newline. */
export function formatLock(lock: Lock): string {
  const files = [...lock.files].sort(([left], [right]) => byPath(left, right));
  const rows = files.map(([path, { owner, base, formatted }]) => {
    const value = JSON.stringify({ owner, base, formatted }, null, 2).replaceAll("\n", "\n    ");
    return `\n    ${JSON.stringify(path)}: ${value}`;
  });
  const body = rows.length === 0 ? "{}" : `{${rows.join(",")}\n  }`;
  const { generator, spec, templates = new Map<string, Hash>() } = lock;
  const sets = [...templates].map(([name, hash]) => `\n    ${JSON.stringify(name)}: ${JSON.stringify(hash)}`);
  return `{
  "format": ${lockFormat},
  "generator": ${JSON.stringify(generator)},
  "spec": ${JSON.stringify(spec)},${sets.length === 0 ? "" : `\n  "templates": {${sets.join(",")}\n  },`}
  "files": ${body}
}
`;
}

/** Reads a lock of any format up to today's. A damaged one is an error, never an empty lock: that would make every file look foreign. */
export function parseLock(text: string): Checked<Lock> {
  if (/^(?:<{7}|>{7}) /m.test(text)) return refused(mergeMarkers());
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refused(damaged("is not JSON"));
  }
  if (!isRecord(read)) return refused(damaged("is not an object"));
  const { format } = read;
  if (typeof format === "number" && format > lockFormat) return refused(newer(read["generator"]));
  const today = migrated(read);
  if (today === undefined) return refused(damaged("has no known `format`"));
  const { generator, spec, templates = {}, files } = today;
  if (typeof generator !== "string") return refused(damaged("has no `generator`"));
  if (!isHash(spec)) return refused(damaged("has no `spec`"));
  if (!isRecord(files)) return refused(damaged("has no `files`"));
  const sets = isRecord(templates) ? Object.entries(templates) : undefined;
  if (sets?.every((set): set is [string, Hash] => isHash(set[1])) !== true) {
    return refused(damaged("has wrong `templates`"));
  }
  const entries = new Map<string, LockedFile>();
  for (const [path, entry] of Object.entries(files)) {
    const problem = isReserved(path) ? "is the generator's own" : pathProblem(path);
    if (problem !== undefined) return refused(damaged(`has a path that ${problem}`));
    const file = readEntry(entry);
    if (file === undefined) return refused(damaged(`has no owner and base for ${JSON.stringify(path)}`));
    entries.set(path, file);
  }
  const value = { generator, spec, ...(sets.length > 0 && { templates: new Map(sets) }), files: entries };
  return { ok: true, value, diagnostics: [] };
}

function readEntry(entry: unknown): LockedFile | undefined {
  if (!isRecord(entry)) return undefined;
  const { owner, base, formatted } = entry;
  if (!isOwner(owner) || !isHash(base)) return undefined;
  if (formatted === undefined) return { owner, base };
  return isHash(formatted) ? { owner, base, formatted } : undefined;
}

function refused(problem: Diagnostic): Checked<never> {
  return { ok: false, diagnostics: [problem] };
}

function newer(generator: unknown): Diagnostic {
  const version =
    typeof generator === "string" && /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(generator) ? generator : "latest";
  return diagnostic("MCP1520", {
    message: `${lockPath} was written by a newer create-mcp-prod`,
    help: `run that version: npx create-mcp-prod@${version} generate`,
  });
}

function mergeMarkers(): Diagnostic {
  return diagnostic("MCP1521", {
    message: `${lockPath} has unresolved merge conflicts`,
    help: `take either side, then generate again: git checkout --ours ${lockPath}`,
  });
}

function damaged(how: string): Diagnostic {
  return diagnostic("MCP1522", {
    message: `${lockPath} ${how}`,
    help: `restore it from version control: git checkout ${lockPath}`,
  });
}

function isHash(value: unknown): value is Hash {
  return typeof value === "string" && hashPattern.test(value);
}

function isOwner(value: unknown): value is Owner {
  return value === "generated" || value === "shared" || value === "yours";
}
