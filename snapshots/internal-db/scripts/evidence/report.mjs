// @ts-check
// From what was run to what it proves. Pure: the same results give the same report.

/**
 * @typedef {import("./tests.mjs").TestRun} TestRun
 * @typedef {import("./tests.mjs").TestResult} TestResult
 * @typedef {"proven" | "partly proven" | "not run" | "failed"} State
 */

/**
 * @typedef {object} Control
 * @property {string} id
 * @property {string} area
 * @property {string} title
 * @property {string} statement
 * @property {readonly string[]} enforcedIn
 * @property {readonly { readonly file: string, readonly titles: readonly string[] }[]} tests
 * @property {readonly string[]} soc2
 * @property {readonly string[]} iso
 */

/**
 * @typedef {object} Proof Tests of one title, whatever the case, or all tests of a file.
 * @property {string} file
 * @property {string} [title]
 * @property {State} state
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [problem] Why there are no results.
 * @property {readonly { readonly name: string, readonly state: TestResult["state"], readonly ms: number, readonly failure?: string }[]} cases
 */

/** @typedef {ReturnType<typeof reportOf>} Report */

/**
 * @param {object} facts
 * @param {string} facts.date
 * @param {boolean} facts.strict
 * @param {{ readonly name: string, readonly title: string, readonly version: string, readonly owner?: string, readonly contract: string }} facts.server
 * @param {{ readonly id: string, readonly edited: boolean } | undefined} facts.commit
 * @param {{ readonly node: string, readonly platform: string, readonly mode: string }} facts.environment
 * @param {readonly Control[]} facts.controls
 * @param {readonly string[]} facts.notInPlace
 * @param {TestRun} facts.results
 * @param {import("./server.mjs").Start} facts.start
 * @param {readonly import("./credentials.mjs").Credential[]} facts.credentials
 * @param {Readonly<Record<string, { readonly limits: any }>>} facts.tools
 * @param {import("./components.mjs").Components | { readonly problem: string }} facts.components
 */
export function reportOf({
  date,
  strict,
  server,
  commit,
  environment,
  start,
  tools,
  components,
  ...facts
}) {
  const controls = facts.controls.map((control) => proven(control, facts.results));
  const count = (/** @type {State} */ state) =>
    controls.filter((control) => control.state === state).length;
  const counts = {
    proven: count("proven"),
    partly: count("partly proven"),
    notRun: count("not run"),
    failed: count("failed"),
  };
  const served = start.lines.find(({ event }) => event === "ready");
  const problems = [
    ...controls
      .filter(({ state }) => state === "failed")
      .map(({ id, title }) => `“${title}” failed (${id}).`),
    ...facts.credentials
      .filter(({ state }) => state === "refused")
      .map(({ source }) => `The credential of ${source} was refused.`),
    ...(served !== undefined && served.contract !== server.contract
      ? ["The built server serves another contract than the one on record."]
      : []),
    ...(strict ? notLookedAt(controls, facts.credentials, start, components) : []),
  ];
  return {
    format: 1,
    date,
    outcome: problems.length === 0 ? "passed" : "failed",
    problems,
    server: { ...server, ...(served !== undefined && { served: served.contract }) },
    ...(commit !== undefined && { commit }),
    environment,
    counts,
    controls,
    notInPlace: facts.notInPlace,
    start: start.ready ? { ready: true } : { ready: false, reason: start.reason },
    credentials: facts.credentials,
    limits: {
      ...(served?.limits !== undefined && { server: served.limits }),
      tools: Object.entries(tools).map(([name, { limits }]) => ({ name, ...limits })),
    },
    components,
  };
}

/** What `--strict` does not forgive. */
const notLookedAt = (
  /** @type {readonly { readonly id: string, readonly title: string, readonly state: State }[]} */ controls,
  /** @type {readonly import("./credentials.mjs").Credential[]} */ credentials,
  /** @type {import("./server.mjs").Start} */ start,
  /** @type {object} */ components,
) => [
  ...controls
    .filter(({ state }) => state === "not run" || state === "partly proven")
    .map(({ id, title, state }) => `“${title}” was ${state} (${id}).`),
  ...credentials
    .filter(({ state, kind }) => state === "not verified" && kind !== "http")
    .map(({ source }) => `The credential of ${source} was not verified.`),
  ...(start.ready ? [] : ["The server did not start."]),
  ...("problem" in components ? ["There is no bill of materials."] : []),
];

/** A control with what its tests proved. */
function proven(/** @type {Control} */ control, /** @type {TestRun} */ results) {
  const tests = control.tests.flatMap(({ file, titles }) =>
    titles.length === 0
      ? [proof(file, undefined, results)]
      : titles.map((title) => proof(file, title, results)),
  );
  return { ...control, state: worst(tests.map(({ state }) => state)), tests };
}

/**
 * @param {string} file
 * @param {string | undefined} title
 * @param {TestRun} results
 * @returns {Proof}
 */
function proof(file, title, { tests, broken }) {
  const found = tests.filter(
    (test) => test.file === file && (title === undefined || fits(title, test.title)),
  );
  const count = (/** @type {TestResult["state"]} */ state) =>
    found.filter((test) => test.state === state).length;
  const [passed, failed, skipped] = [count("passed"), count("failed"), count("skipped")];
  const problem = broken[file] ?? (found.length === 0 ? "There is no such test." : undefined);
  const isFailed = failed > 0 || problem !== undefined;
  return {
    file,
    ...(title !== undefined && { title }),
    state: isFailed
      ? "failed"
      : skipped === 0
        ? "proven"
        : passed === 0
          ? "not run"
          : "partly proven",
    passed,
    failed,
    skipped,
    ...(problem !== undefined && { problem }),
    cases: found.map(({ within, title, state, ms, failure }) => ({
      name: [...within, title].join(" › "),
      state,
      ms,
      ...(failure !== undefined && { failure }),
    })),
  };
}

/** `…` stands for what each case has of its own. */
const fits = (/** @type {string} */ wanted, /** @type {string} */ title) => {
  const parts = wanted.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`).test(title);
};

/**
 * A control holds as far as the weakest of its proofs.
 * @param {readonly State[]} states
 * @returns {State}
 */
const worst = (states) => {
  if (states.includes("failed") || states.length === 0) return "failed";
  if (states.every((state) => state === "proven")) return "proven";
  return states.every((state) => state === "not run") ? "not run" : "partly proven";
};

/** The gist. */
export const summaryOf = (
  /** @type {Report} */ { counts, controls, credentials, problems, start },
) => [
  `${counts.proven} of ${controls.length} controls proven, ${counts.partly} partly, ${counts.notRun} not run, ${counts.failed} failed`,
  ...(start.ready ? [] : [`The server did not start: ${start.reason}`]),
  ...credentials.map(({ source, state, says }) => `Credential of ${source}: ${state}. ${says}`),
  ...problems,
];
