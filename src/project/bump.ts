/** Writes the version that the changes ask for into a project's spec. */
import { isDeepStrictEqual } from "node:util";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { list } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { isRecord } from "../record.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import type { Path } from "../spec/document.js";
import type { LoadedSpec } from "../spec/load.js";
import { newestMajor, servedMajors } from "../spec/majors.js";
import { parseYaml } from "../spec/parse.js";
import { largestSpec } from "../spec/read.js";
import { parseVersion } from "../spec/semver.js";
import type { Terminal } from "../terminal.js";
import { majorsChanges } from "../versioning/next-majors.js";
import { withVersion, type NextVersion } from "../versioning/write-version.js";
import { deprecatedAhead } from "./deprecated-ahead.js";
import type { FoundSpec } from "./find-spec.js";
import { loadProject, specPath, type Loading } from "./load-project.js";
import { diskReader } from "./read-file.js";
import { lastRelease } from "./releases.js";
import { textOf, withFile } from "./spec-bytes.js";
import { verdictOf } from "./version-problems.js";
import { exclusively } from "./write.js";

/** The version that the spec now has, if another was written. */
export type Bumped = Checked<string | undefined> & { readonly texts?: ReadonlyMap<string, string> };

/** What becomes of the majors that are served when another begins: they stay beside it, or go. */
export type ServeAnswer = "keep" | "drop";

/**
 * Raises the declared version to what the changes since the last release ask for; one that says enough already stays.
 * Where that begins another major, `server.serve` and each `api` of the newest follow; whoever is at the terminal is
 * asked about the older ones, unless `serve` says it. The spec is checked before it is written. Errors: MCP1262,
 * MCP1704, MCP1711, and those of a spec.
 */
export async function bumpVersion(
  found: FoundSpec,
  loading: Loading,
  serve: ServeAnswer | undefined,
): Promise<Bumped> {
  const { folder, name } = found;
  const { terminal } = loading;
  const path = specPath(found, terminal);
  const disk = diskReader(terminal.cwd);
  const asWritten = await loadProject(found, loading);
  const ahead = asWritten.ok ? undefined : await deprecatedAhead(found, loading, asWritten.diagnostics);
  const loaded = ahead?.loaded ?? asWritten;
  if (!loaded.ok) return loaded;
  const { texts } = loaded;
  const last = lastRelease(folder);
  if (!last.ok) return last;
  const { needed, enough, decreasing } = verdictOf(loaded.value, last.value);
  // A version that is mistyped there is an error still.
  if (!asWritten.ok && (last.value === undefined || needed !== ahead?.since)) return asWritten;
  if (ahead === undefined && enough && !decreasing) return { ok: true, value: undefined, diagnostics: [] };

  const bytes = ahead?.bytes ?? Buffer.from(await disk(path, largestSpec));
  const edit = (kept: readonly number[]) => edited(bytes, loaded.value, needed, kept);
  const served = servedMajors(loaded.value.spec) ?? [];
  if (edit(served) === undefined) return { ...cannotWrite(name, loaded.value, needed), texts };
  const begins = beginsMajor(loaded.value, needed);
  const kept = begins ? await keptMajors(served, needed, serve, terminal) : served;
  if (kept === undefined) return { ...unanswered(loaded.value, needed), texts };
  const next = edit(kept);
  if (next === undefined) return { ...cannotWrite(name, loaded.value, needed), texts };
  const checked = await loadProject(found, { ...loading, readFile: withFile(disk, path, next) });
  if (!checked.ok && !(begins && checked.diagnostics.every(isForLater))) return checked;
  const written = await write(folder, name, next);
  if (!written.ok) return written;
  terminal.err(`${name}: version ${ahead?.declared ?? loaded.value.spec.server.version} → ${needed}\n`);
  return { ok: true, value: needed, diagnostics: [] };
}

/** What another major asks for next, of the tools: it is told once the spec says which majors there are. */
const isForLater = ({ code, severity }: Diagnostic): boolean =>
  severity === "warning" || ["MCP1227", "MCP1262", "MCP1712", "MCP1713", "MCP1714"].includes(code);

const majorOf = (version: string): number | undefined => parseVersion(version)?.release[0];

/** Whether majors are served side by side, and that of `version` is none of them. */
const beginsMajor = ({ spec }: LoadedSpec, version: string): boolean =>
  spec.server.serve !== undefined && newestMajor(spec) !== majorOf(version);

/** Those to stay; `undefined` where nobody says so. */
async function keptMajors(
  served: readonly number[],
  version: string,
  answer: ServeAnswer | undefined,
  terminal: Terminal,
): Promise<readonly number[] | undefined> {
  if (answer !== undefined) return answer === "keep" ? served : [];
  if (!terminal.interactive) return undefined;
  const { askMajors } = await import("../prompts/majors.js");
  return askMajors(served, version, terminal);
}

/** A byte order mark stays, too. `undefined`: something would change that is not meant, or cannot be. */
function edited(
  bytes: Buffer,
  loaded: LoadedSpec,
  version: string,
  kept: readonly number[],
): Buffer | undefined {
  const { text: before, start } = textOf(bytes);
  const declared = loaded.spec.server.version;
  const majors = beginsMajor(loaded, version) ? majorsChanges(loaded.spec, majorOf(version) ?? 0, kept) : [];
  const text = withVersion(before, loaded.document, { declared, version, majors });
  if (text === undefined || !isOnlyChange(before, text, { version, majors })) return undefined;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(text)]);
}

/** Whether nothing else has another value: an anchor may carry it to other places. */
function isOnlyChange(
  before: string,
  after: string,
  { version, majors }: Pick<NextVersion, "version" | "majors">,
): boolean {
  const [old, next] = [before, after].map((text) => parseYaml(text, ""));
  if (old?.ok !== true || next?.ok !== true) return false;
  const wanted: readonly (readonly [Path, unknown])[] = [
    [["server", "version"], version],
    ...majors.map(({ path, to }) => [path, to] as const),
  ];
  const expected = wanted.reduce((value, [path, to]) => replaced(value, path, to), old.value.value);
  return isDeepStrictEqual(expected, next.value.value);
}

/** The value with another one at a path of keys. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  return isRecord(value) ? { ...value, [key]: replaced(value[key], rest, by) } : value;
}

/** The answer may come from a flag, too. */
function unanswered({ spec, document }: LoadedSpec, version: string) {
  const major = majorOf(version) ?? 0;
  const serve = servedMajors(spec) ?? [];
  const older = list(serve.map(String));
  const problem = diagnostic("MCP1262", {
    message: `${version} begins major ${major}, and \`server.serve\` does not have it`,
    span: document.places.value(["server", "serve", serve.length - 1]),
    help: `add ${major} at the end; or say --serve=keep, and ${older} ${serve.length > 1 ? "stay" : "stays"} beside it, or --serve=drop`,
  });
  return { ok: false as const, diagnostics: [problem] };
}

function cannotWrite(name: string, loaded: LoadedSpec, needed: string) {
  const more = beginsMajor(loaded, needed)
    ? `, and ${majorOf(needed)} into server.serve and the \`api:\` of what goes on into it`
    : "";
  const problem: Diagnostic = diagnostic("MCP1711", {
    message: `${needed} cannot be written into ${name}`,
    span: loaded.document.places.value(["server", "version"]),
    help: `write ${needed} there yourself${more}`,
  });
  return { ok: false as const, diagnostics: [problem] };
}

function write(folder: string, name: string, bytes: Buffer): Promise<Checked<undefined>> {
  return exclusively(folder, () => {
    const workspace = diskWorkspace(folder);
    workspace.stage("spec", bytes, false);
    workspace.publish("spec", name);
    workspace.discard();
    return Promise.resolve({ ok: true as const, value: undefined, diagnostics: [] });
  });
}
