import { hasErrors } from "../diagnostics/report.js";
import type { Outcome } from "../outcome.js";
import type { FoundSpec } from "../project/find-spec.js";
import { lastRelease } from "../project/releases.js";
import { verdictOf, versionProblems } from "../project/version-problems.js";
import type { Loaded } from "../spec/load.js";
import { todayOf, type Terminal } from "../terminal.js";
import { describeText } from "../versioning/describe.js";
import type { Verdict } from "../versioning/gate.js";
import type { Release } from "../versioning/release-file.js";

/** The contract against the declared version and the deprecation window: all that speaks against a release. */
export function checkVersion(
  { folder }: FoundSpec,
  { value: spec, texts }: Extract<Loaded, { ok: true }>,
  strict: boolean,
  terminal: Terminal,
): Outcome {
  const last = lastRelease(folder);
  if (!last.ok) return { exitCode: 1, diagnostics: last.diagnostics, texts };

  const verdict = verdictOf(spec, last.value, strict);
  const { changes, level, needed } = verdict;
  if (changes.length > 0) terminal.err(`${describeText(changes)}\n`);
  const declared = spec.model.server.version;
  terminal.err(`${summary(declared, verdict, last.value)}\n`);
  const diagnostics = [...last.diagnostics, ...versionProblems(spec, verdict, last.value, todayOf(terminal))];
  return {
    exitCode: hasErrors(diagnostics) ? 1 : 0,
    diagnostics,
    texts,
    json: {
      version: { declared, released: last.value?.version ?? null, needed, level: level ?? null, changes },
    },
  };
}

function summary(declared: string, { changes, level, needed }: Verdict, last: Release | undefined): string {
  if (last === undefined) return `Nothing is released yet: ${declared} will do.`;
  if (changes.length === 0) return `Clients see what ${last.version} promised.`;
  const many = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  const since = `${many} since ${last.version}`;
  if (level === undefined) return `${since}, all accepted: ${declared} will do.`;
  return `${since}: ${needed} or later, since there is a ${level} change.`;
}
