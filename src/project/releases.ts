/** The releases of a project, as they stand on the disk. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checked } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { compareVersions, parseVersion } from "../spec/semver.js";
import { parseRelease, releasePath, releasesFolder, type Release } from "../versioning/release-file.js";

/** The latest release, but for one version; `undefined` before the first. Errors: MCP1704. */
export function lastRelease(project: string, except?: string): Checked<Release | undefined> {
  const version = releasedVersions(project).find((one) => one !== except);
  return version === undefined
    ? { ok: true, value: undefined, diagnostics: [] }
    : readRelease(project, version);
}

function readRelease(project: string, version: string): Checked<Release> {
  const path = releasePath(version);
  const parsed = parseRelease(readFileSync(join(project, path), "utf8"), version);
  if (parsed.ok) return { ok: true, value: parsed.release, diagnostics: [] };
  return { ok: false, diagnostics: [diagnostic("MCP1704", { message: `${path}: ${parsed.why}` })] };
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
