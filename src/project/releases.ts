/** The releases of a project, as they stand on the disk. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { readFailure } from "../spec/read.js";
import { compareVersions, parseVersion } from "../spec/semver.js";
import { changelogPath, datedSections } from "../versioning/changelog.js";
import {
  parseRelease,
  releasePath,
  releasesFolder,
  type ParsedRelease,
  type Release,
} from "../versioning/release-file.js";
import { textIn } from "./read-file.js";

/** The latest release; `undefined` before the first. Errors: MCP1704. MCP1717 is a warning. */
export function lastRelease(project: string): Checked<Release | undefined> {
  const [version] = releasedVersions(project);
  const gone = goneRelease(project, version);
  if (gone?.severity === "error") return { ok: false, diagnostics: [gone] };
  const last = version === undefined ? none : readRelease(project, version);
  return gone === undefined ? last : { ...last, diagnostics: [...last.diagnostics, gone] };
}

/** The release of a version, with or without a `v` before it; `undefined`: there is none. Errors: MCP1704. */
export function releaseOfVersion(project: string, text: string): Checked<Release | undefined> {
  const version = releasedVersions(project).find((one) => one === text || `v${one}` === text);
  return version === undefined ? none : readRelease(project, version);
}

/** The release before that of a version that was released already. Errors: MCP1704. */
export function releaseBefore(project: string, version: string): Checked<Release | undefined> {
  const earlier = releasedVersions(project).find((one) => one !== version);
  return earlier === undefined ? none : readRelease(project, earlier);
}

const none = { ok: true, value: undefined, diagnostics: [] } as const;

/** What the changelog has and the folder has not: without it, nobody would notice that a promise is broken. */
function goneRelease(project: string, last: string | undefined): Diagnostic | undefined {
  const known = last === undefined ? undefined : parseVersion(last);
  const gone = datedSections(textIn(project, changelogPath) ?? "").find(({ version: text }) => {
    const version = parseVersion(text);
    return version !== undefined && (known === undefined || compareVersions(version, known) > 0);
  });
  if (gone === undefined) return undefined;
  const path = releasePath(gone.version);
  return gone.hasFingerprints
    ? diagnostic("MCP1704", { message: `${path} is not there, and CHANGELOG.md has what it released` })
    : diagnostic("MCP1717", {
        message: `CHANGELOG.md has a day for ${gone.version}, and ${path} is not there`,
      });
}

function readRelease(project: string, version: string): Checked<Release> {
  const path = releasePath(version);
  const parsed = parsedFile(join(project, path), version);
  if (parsed.ok) return { ok: true, value: parsed.release, diagnostics: [] };
  const { why, help } = parsed;
  return { ok: false, diagnostics: [diagnostic("MCP1704", { message: `${path}: ${why}`, help })] };
}

function parsedFile(path: string, version: string): ParsedRelease {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return { ok: false, why: readFailure(error) };
  }
  return parseRelease(text, version);
}

/**
 * The latest release of a major, a pre-release only where there is nothing else; `undefined` before the first.
 * Errors: MCP1704.
 */
export function lastReleaseOf(project: string, major: number): Checked<Release | undefined> {
  const versions = releasedVersions(project).filter((one) => parseVersion(one)?.release[0] === major);
  const version = versions.find((one) => parseVersion(one)?.prerelease.length === 0) ?? versions[0];
  return version === undefined
    ? { ok: true, value: undefined, diagnostics: [] }
    : readRelease(project, version);
}

/** The released version that is this one but for what stands behind `+`. */
export function releasedAs(project: string, text: string): string | undefined {
  const version = parseVersion(text);
  return releasedVersions(project).find((one) => {
    const other = parseVersion(one);
    return (
      version !== undefined && other !== undefined && one !== text && compareVersions(version, other) === 0
    );
  });
}

/** Versions with a release, the latest first. */
export function releasedVersions(project: string): readonly string[] {
  return namesIn(join(project, releasesFolder))
    .flatMap((name) => {
      const text = /^(.+)\.json$/.exec(name)?.[1] ?? "";
      const version = parseVersion(text);
      return version === undefined ? [] : [{ text, version }];
    })
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(({ text }) => text);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
