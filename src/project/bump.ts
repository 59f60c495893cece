/** Writes the version that the changes ask for into a project's spec. */
import { isDeepStrictEqual } from "node:util";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import type { LoadedSpec } from "../spec/load.js";
import { largestSpec, type ReadFile } from "../spec/read.js";
import { withVersion } from "../versioning/write-version.js";
import type { FoundSpec } from "./find-spec.js";
import { loadProject, specPath, type Loading } from "./load-project.js";
import { diskReader } from "./read-file.js";
import { lastRelease } from "./releases.js";
import { verdictOf } from "./version-problems.js";
import { exclusively } from "./write.js";

/** The version that the spec now has, if another was written. */
export type Bumped = Checked<string | undefined> & { readonly texts?: ReadonlyMap<string, string> };

/**
 * Raises the declared version to what the changes since the last release ask for; one that says enough already stays.
 * The spec with the new version is checked before it is written. Errors: MCP1704, MCP1711, and those of a spec.
 */
export async function bumpVersion(found: FoundSpec, loading: Loading): Promise<Bumped> {
  const { folder, name } = found;
  const { terminal } = loading;
  const path = specPath(found, terminal);
  const disk = diskReader(terminal.cwd);
  const loaded = await loadProject(found, loading);
  if (!loaded.ok) return loaded;
  const last = lastRelease(folder);
  if (!last.ok) return last;
  const { needed, enough, decreasing } = verdictOf(loaded.value, last.value);
  if (enough && !decreasing) return { ok: true, value: undefined, diagnostics: [] };

  const bytes = Buffer.from(await disk(path, largestSpec));
  const next = edited(bytes, loaded.value, needed);
  if (next === undefined) return { ...cannotWrite(name, loaded.value, needed), texts: loaded.texts };
  const checked = await loadProject(found, { ...loading, readFile: withFile(disk, path, next) });
  if (!checked.ok) return checked;
  // An anchor may carry the version to other places.
  const { version } = checked.value.model.server;
  if (version !== needed || !isOnlyChange(loaded.value, checked.value)) {
    return { ...cannotWrite(name, loaded.value, needed), texts: loaded.texts };
  }
  const written = await write(folder, name, next);
  if (!written.ok) return written;
  terminal.err(`${name}: version ${loaded.value.model.server.version} → ${version}\n`);
  return { ok: true, value: version, diagnostics: [] };
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** A byte order mark stays, too. */
function edited(bytes: Buffer, { spec, document }: LoadedSpec, version: string): Buffer | undefined {
  const start = bytes.subarray(0, mark.length).equals(mark) ? mark.length : 0;
  const text = withVersion(bytes.toString("utf8", start), document, spec.server.version, version);
  return text === undefined ? undefined : Buffer.concat([bytes.subarray(0, start), Buffer.from(text)]);
}

const withFile =
  (disk: ReadFile, path: string, bytes: Uint8Array): ReadFile =>
  (asked, limit) =>
    asked === path ? Promise.resolve(bytes) : disk(asked, limit);

/** Whether two specs differ in nothing but their versions. */
function isOnlyChange(before: LoadedSpec, after: LoadedSpec): boolean {
  const { server, ...rest } = after.spec;
  const same = { ...rest, server: { ...server, version: before.spec.server.version } };
  return isDeepStrictEqual(before.spec, same);
}

function cannotWrite(name: string, { document }: LoadedSpec, needed: string) {
  const problem: Diagnostic = diagnostic("MCP1711", {
    message: `${needed} cannot be written into ${name}`,
    span: document.places.value(["server", "version"]),
    help: `write ${needed} there yourself`,
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
