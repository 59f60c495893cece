import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic, hasErrors } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { findSpec, type FoundSpec } from "../project/find-spec.js";
import { loadProject } from "../project/load-project.js";
import { textIn } from "../project/read-file.js";
import { lastRelease, releaseBefore, releasedAs } from "../project/releases.js";
import { lateNoticeProblems } from "../project/end-problems.js";
import { verdictOf, versionProblems } from "../project/version-problems.js";
import { exclusively } from "../project/write.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import type { Loaded, LoadedSpec } from "../spec/load.js";
import type { ServerModel } from "../spec/model.js";
import { todayOf, type Terminal } from "../terminal.js";
import { changelogPath, dateSection, versionsIn } from "../versioning/changelog.js";
import { contractHash, contractOf } from "../versioning/contract.js";
import { describeText } from "../versioning/describe.js";
import type { Judged } from "../versioning/policy.js";
import {
  formatRelease,
  parseRelease,
  releasedServer,
  releasePath,
  type Release,
} from "../versioning/release-file.js";
import { generateIn } from "./generate.js";

/** `create-mcp-prod release [dir]`: freezes the contract under its version, and dates the changelog. */
export async function release(dir: string | undefined, values: Values, terminal: Terminal): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  const { folder } = found.value;
  const loaded = await loadProject(found.value, { terminal, offline: values.has("offline") });
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const { texts } = loaded;
  const given = values.get("date");
  const date = typeof given === "string" ? given : todayOf(terminal);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) {
    return refusal([diagnostic("MCP1903", { message: "--date takes a day such as 2026-01-31" })]);
  }

  const { version } = loaded.value.model.server;
  const last = baseline(folder, loaded.value);
  if (!last.ok) return { exitCode: 1, diagnostics: last.diagnostics, texts };
  const drift = () => driftOf(found.value, loaded, terminal);
  const settled = await settle({ folder, loaded: loaded.value, last: last.value, date, drift });
  if (settled.changes.length > 0) terminal.err(`${describeText(settled.changes)}\n`);
  const diagnostics = [...loaded.diagnostics, ...last.diagnostics, ...settled.diagnostics];
  const json = { version, changes: settled.changes, written: [] as readonly string[] };
  if (settled.writes === undefined) {
    const isDone = !hasErrors(diagnostics);
    terminal.err(isDone ? `${version} is released, and nothing changed since.\n` : "Nothing was written.\n");
    return { exitCode: isDone ? 0 : 1, diagnostics, texts, json };
  }
  const { writes } = settled;
  if (values.has("dry-run")) {
    for (const [file, text] of writes) terminal.out(`== ${file}\n${text}`);
    terminal.err("Nothing was written: this is what release would do.\n");
    return { exitCode: 0, diagnostics, texts, json };
  }
  const written = await write(folder, writes);
  if (!written.ok) return refusal([...diagnostics, ...written.diagnostics], texts);
  terminal.err(`${nextCommands(version, writes)}\n`);
  return { exitCode: 0, diagnostics, texts, json: { ...json, written: writes.map(([file]) => file) } };
}

/**
 * What the changes count from: the last release or, when a run before this one froze this very contract, the one before
 * that, so that the changelog can still be written.
 */
function baseline(folder: string, { model }: LoadedSpec): Checked<Release | undefined> {
  const last = lastRelease(folder);
  if (!last.ok || last.value === undefined) return last;
  return isFrozen(last.value, model) ? releaseBefore(folder, model.server.version) : last;
}

/** Whatever its text: what only a comparison needs may have gone since, and a release is never written again. */
const isFrozen = ({ version, contract }: Release, model: ServerModel): boolean =>
  version === model.server.version && contractHash(contract) === contractHash(contractOf(model));

interface Settled {
  readonly changes: readonly Judged[];
  readonly diagnostics: readonly Diagnostic[];
  /** Paths and texts; `undefined` when there is nothing to write. */
  readonly writes?: readonly (readonly [path: string, text: string])[];
}

interface Settling {
  readonly folder: string;
  readonly loaded: LoadedSpec;
  readonly last: Release | undefined;
  readonly date: string;
  /** Why the project is not what the spec says. */
  readonly drift: () => Promise<readonly Diagnostic[]>;
}

/** All that stands against it at once. */
async function settle({ folder, loaded, last, date, drift }: Settling): Promise<Settled> {
  const { model } = loaded;
  const contract = contractOf(model);
  const { version } = model.server;
  const frozen = releasePath(version);
  const changelog = textIn(folder, changelogPath) ?? "# Changelog\n";
  const already = textIn(folder, frozen);
  const parsed = already === undefined ? undefined : parseRelease(already, version);
  const released = parsed?.ok === true && isFrozen(parsed.release, model) ? already : undefined;
  if (released !== undefined && versionsIn(changelog).includes(version)) {
    return { changes: [], diagnostics: [] };
  }

  const verdict = verdictOf(loaded, last);
  const { changes } = verdict;
  const diagnostics: Diagnostic[] = [
    ...versionProblems(loaded, verdict, last, date),
    ...lateNoticeProblems(loaded, verdict, date),
  ];
  const other = already === undefined ? releasedAs(folder, version) : undefined;
  const isTaken = already !== undefined && released === undefined && !hasErrors(diagnostics);
  if (isTaken || other !== undefined) {
    const message =
      other === undefined
        ? `${frozen} is there, with another contract`
        : `${releasePath(other)} is this version: what stands behind + makes no other`;
    return { changes, diagnostics: [...diagnostics, diagnostic("MCP1706", { message })] };
  }
  diagnostics.push(...(await drift()));
  const edit = dateSection(changelog, version, date, changes);
  if (!edit.ok) {
    const where = edit.line === undefined ? changelogPath : `${changelogPath}:${edit.line}`;
    diagnostics.push(diagnostic("MCP1705", { message: `${where}: ${edit.why}`, help: edit.help }));
  }
  if (hasErrors(diagnostics) || !edit.ok) return { changes, diagnostics };
  return {
    changes,
    diagnostics,
    writes: [
      [frozen, released ?? formatRelease({ version, server: releasedServer(model.server), contract })],
      [changelogPath, edit.text],
    ],
  };
}

/** As `generate --check` finds it: what is tagged has to be what the spec of that version generates. */
async function driftOf(found: FoundSpec, loaded: Loaded, terminal: Terminal): Promise<readonly Diagnostic[]> {
  const silent = { ...terminal, interactive: false, err: () => undefined, out: () => undefined };
  const words: Values = new Map([["check", true]]);
  const { diagnostics } = await generateIn(found, words, silent, async () => loaded);
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** The release first: a run that dies in between is finished by the next one. */
function write(
  folder: string,
  writes: readonly (readonly [path: string, text: string])[],
): Promise<Checked<undefined>> {
  return exclusively(folder, () => {
    const workspace = diskWorkspace(folder);
    for (const [index, [, text]] of writes.entries()) workspace.stage(`release-${index}`, text, false);
    for (const [index, [path]] of writes.entries()) workspace.publish(`release-${index}`, path);
    workspace.discard();
    return Promise.resolve({ ok: true as const, value: undefined, diagnostics: [] });
  });
}

function nextCommands(version: string, writes: readonly (readonly [path: string, text: string])[]): string {
  return [
    `Released ${version}. Commit and tag it:`,
    "",
    `  git add ${writes.map(([path]) => path).join(" ")}`,
    `  git commit -m "release ${version}"`,
    `  git tag -a v${version} -m "${version}"`,
    "  git push --follow-tags",
  ].join("\n");
}
