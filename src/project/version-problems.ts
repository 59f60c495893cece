/** A verdict as diagnostics, at the places of the spec that they are about. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import type { LoadedSpec } from "../spec/load.js";
import { compareContracts } from "../versioning/compare.js";
import { contractOf } from "../versioning/contract.js";
import { sentence } from "../versioning/describe.js";
import { verdictOn, type Verdict } from "../versioning/gate.js";
import { counted, judge, policyOf } from "../versioning/policy.js";
import type { Release } from "../versioning/release-file.js";
import { endProblems } from "./end-problems.js";

/** The spec's contract and declared version against the last release. `strict`: as if the spec said so. */
export function verdictOf({ spec, model }: LoadedSpec, last: Release | undefined, strict = false): Verdict {
  const policy = policyOf(spec);
  return verdictOn(model.server.version, contractOf(model), last, {
    ...policy,
    strict: policy.strict || strict,
  });
}

/**
 * Why the version may not be released on that day as it stands. Codes: MCP1701, MCP1702, MCP1703, MCP1716, MCP1718; MCP1709
 * and MCP1719 are warnings. Days that pass make no errors, they only end some.
 */
export function versionProblems(
  loaded: LoadedSpec,
  verdict: Verdict,
  last: Release | undefined,
  today: string,
): readonly Diagnostic[] {
  const ends = endProblems(loaded, verdict, last, today);
  if (last === undefined) return ends;
  const { spec, document } = loaded;
  const older = olderMajorChanges(loaded);
  const known = new Set(older.flatMap(({ changes }) => changes.map(({ fingerprint }) => fingerprint)));
  const declared = spec.server.version;
  const span = document.places.value(["server", "version"]);
  const { needed, level, decreasing, enough } = verdict;
  const first = counted(verdict.changes).find((change) => change.level === level);
  const because = first === undefined ? "" : ` (${first.tool ?? "server"}: ${sentence(first)})`;
  return [
    ...(decreasing
      ? [
          diagnostic("MCP1703", {
            message: `${declared} is before ${last.version}, the last release`,
            span,
            label: `at least ${needed}`,
          }),
        ]
      : []),
    ...(!enough && !decreasing
      ? [
          diagnostic("MCP1701", {
            message: `${declared} says too little: since ${last.version} there is a ${level ?? ""} change${because}`,
            span,
            label: `at least ${needed}`,
          }),
        ]
      : []),
    ...verdict.unannounced.map(({ change, why }) =>
      diagnostic("MCP1702", {
        message: `${change.tool ?? ""} is gone: ${why}`,
        span: document.places.key(["tools"]),
        help: `bring it back with \`deprecated:\`, or write under versioning.accept: "${change.fingerprint}": and why`,
      }),
    ),
    ...ends,
    ...older.flatMap(({ major, version, changes }) =>
      counted(changes).map((change) =>
        diagnostic("MCP1716", {
          message: `clients of major ${major} do not get what ${version} promised: ${sentence(change)} [${change.rule}]`,
          span: document.places.value(["server", "serve"]),
          help: `undo it, or write under versioning.accept: "${change.fingerprint}": and why`,
        }),
      ),
    ),
    ...verdict.idle
      .filter((fingerprint) => !known.has(fingerprint))
      .map((fingerprint) =>
        diagnostic("MCP1709", {
          message: `no change has the fingerprint ${fingerprint}`,
          span: document.places.key(["versioning", "accept", fingerprint]),
        }),
      ),
  ];
}

/** What the whole server has in another way by now, so that older majors cannot keep it: major changes only. */
function olderMajorChanges({ spec, model, releases }: LoadedSpec) {
  const { transports, auth } = contractOf(model);
  return [...releases].map(([major, { version, contract }]) => ({
    major,
    version,
    changes: judge(
      compareContracts(
        { transports: contract.transports, auth: contract.auth, tools: {} },
        { transports, auth, tools: {} },
      ),
      policyOf(spec),
    ).filter(({ level }) => level === "major"),
  }));
}
