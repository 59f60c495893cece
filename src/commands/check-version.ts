import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { hasErrors } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { findSpec } from "../project/find-spec.js";
import { loadProject } from "../project/load-project.js";
import { lastRelease } from "../project/releases.js";
import { verdictOf, versionProblems } from "../project/version-problems.js";
import type { Terminal } from "../terminal.js";
import { describeText } from "../versioning/describe.js";
import type { Verdict } from "../versioning/gate.js";
import type { Release } from "../versioning/release-file.js";

/** The contract against the declared version and the deprecation window: all that speaks against a release. */
export async function checkVersion(
  dir: string | undefined,
  values: Values,
  terminal: Terminal,
): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  const loaded = await loadProject(found.value, { terminal, offline: values.has("offline") });
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const last = lastRelease(found.value.folder);
  if (!last.ok) return { exitCode: 1, diagnostics: last.diagnostics, texts: loaded.texts };

  const verdict = verdictOf(loaded.value, last.value, values.has("strict"));
  const { changes, level, needed } = verdict;
  if (changes.length > 0) terminal.err(`${describeText(changes)}\n`);
  const declared = loaded.value.model.server.version;
  terminal.err(`${summary(declared, verdict, last.value)}\n`);
  const diagnostics = versionProblems(loaded.value, verdict, last.value);
  return {
    exitCode: hasErrors(diagnostics) ? 1 : 0,
    diagnostics,
    texts: loaded.texts,
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
