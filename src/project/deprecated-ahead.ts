/** Tools that are deprecated since a version that is still to be written. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { isRecord } from "../record.js";
import type { Loaded } from "../spec/load.js";
import { parseYaml } from "../spec/parse.js";
import { largestSpec } from "../spec/read.js";
import { compareVersions, parseVersion } from "../spec/semver.js";
import { withVersion } from "../versioning/write-version.js";
import type { FoundSpec } from "./find-spec.js";
import { loadProject, specPath, type Loading } from "./load-project.js";
import { diskReader } from "./read-file.js";
import { textOf, withFile } from "./spec-bytes.js";

export interface Ahead {
  readonly loaded: Loaded & { readonly ok: true };
  /** The spec with that version in it. */
  readonly bytes: Buffer;
  readonly declared: string;
  readonly since: string;
}

/**
 * The spec as if it had the version that its newest deprecations name, where nothing else is wrong with it: whoever
 * deprecates a tool writes the version that is to come, and asks for that to be written next.
 */
export async function deprecatedAhead(
  found: FoundSpec,
  loading: Loading,
  problems: readonly Diagnostic[],
): Promise<Ahead | undefined> {
  if (problems.some(({ code, severity }) => severity === "error" && code !== "MCP1227")) return undefined;
  const path = specPath(found, loading.terminal);
  const disk = diskReader(loading.terminal.cwd);
  const bytes = Buffer.from(await disk(path, largestSpec));
  const { text, start } = textOf(bytes);
  const document = parseYaml(text, path);
  if (!document.ok || !isRecord(document.value.value)) return undefined;
  const { server, tools } = document.value.value;
  const declared = isRecord(server) ? server["version"] : undefined;
  const since = latest(isRecord(tools) ? Object.values(tools).flatMap(sinceOf) : []);
  if (typeof declared !== "string" || since === undefined || !isLater(since, declared)) return undefined;
  const next = withVersion(text, document.value, { declared, version: since, majors: [] });
  if (next === undefined) return undefined;
  const raised = Buffer.concat([bytes.subarray(0, start), Buffer.from(next)]);
  const loaded = await loadProject(found, { ...loading, readFile: withFile(disk, path, raised) });
  return loaded.ok ? { loaded, bytes: raised, declared, since } : undefined;
}

const sinceOf = (tool: unknown): readonly string[] => {
  const deprecated = isRecord(tool) ? tool["deprecated"] : undefined;
  const since = isRecord(deprecated) ? deprecated["since"] : undefined;
  return typeof since === "string" ? [since] : [];
};

const isLater = (one: string, other: string): boolean => latest([other, one]) === one && one !== other;

/** The latest of those that are versions. */
const latest = (versions: readonly string[]): string | undefined =>
  versions
    .flatMap((text) => {
      const version = parseVersion(text);
      return version === undefined ? [] : [{ text, version }];
    })
    .sort((one, other) => compareVersions(other.version, one.version))[0]?.text;
