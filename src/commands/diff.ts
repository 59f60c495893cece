import type { Values } from "../arguments.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import type { Loading } from "../project/load-project.js";
import { namedSide, projectSide, releasedSide, type FoundSide, type Side } from "../project/sides.js";
import type { Terminal } from "../terminal.js";
import { heaviest } from "../versioning/change.js";
import { compareContracts } from "../versioning/compare.js";
import { describeMarkdown, describeText } from "../versioning/describe.js";
import { counted, judge, noPolicy, type Judged } from "../versioning/policy.js";
import { asListed } from "../versioning/tool-list.js";

/** `create-mcp-prod diff [old] [new]`: what changed for the clients of a server. */
export async function diff(values: Values, terminal: Terminal): Promise<Outcome> {
  const against = textOf(values, "against");
  if (against !== undefined && values.has("new")) {
    return refusal([diagnostic("MCP1904", { message: "a second side and --against are both given" })]);
  }
  const loading: Loading = { terminal, offline: values.has("offline") };
  const old = await oldSide(textOf(values, "old"), against, loading);
  if (!old.ok) return refusal(old.diagnostics, old.texts);
  const next = await newSide(textOf(values, "new"), against, loading);
  if (!next.ok) return refusal(next.diagnostics, next.texts);

  const policy = { ...next.value.policy, ...(values.has("strict") && { strict: true }) };
  const changes = judge(compareSides(old.value, next.value), policy);
  const level = heaviest(counted(changes));
  if (values.has("markdown") && !values.has("json")) terminal.out(describeMarkdown(changes));
  else if (!values.has("json") && changes.length > 0) terminal.out(`${describeText(changes)}\n`);
  terminal.err(`${summary(old.value, next.value, changes)}\n`);

  const moved = against !== undefined && changes.length > 0;
  return {
    exitCode: moved ? 1 : 0,
    diagnostics: [
      ...old.diagnostics,
      ...next.diagnostics,
      ...(moved ? [diagnostic("MCP1710", { message: `${against} is not what ${old.value.name} says` })] : []),
    ],
    ...(next.texts && { texts: next.texts }),
    json: { old: old.value.name, new: next.value.name, level: level ?? null, changes },
  };
}

const textOf = (values: Values, name: string): string | undefined => {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
};

/** Without a name: what the project released last or, for a server, what it is generated from now. */
function oldSide(
  name: string | undefined,
  against: string | undefined,
  loading: Loading,
): Promise<FoundSide> {
  if (name !== undefined) return namedSide(name, loading);
  return against === undefined ? releasedSide(loading.terminal) : projectSide(loading);
}

async function newSide(
  name: string | undefined,
  against: string | undefined,
  loading: Loading,
): Promise<FoundSide> {
  if (against !== undefined) {
    const { serverTools } = await import("../project/server-tools.js");
    const tools = await serverTools(against, loading.terminal);
    if (!tools.ok) return tools;
    const side = { name: against, comparable: tools.value, listed: true, policy: noPolicy };
    return { ok: true, value: side, diagnostics: tools.diagnostics };
  }
  return name === undefined ? projectSide(loading) : namedSide(name, loading);
}

/** What only one side can know is not compared. */
const compareSides = (old: Side, next: Side) =>
  old.listed === next.listed
    ? compareContracts(old.comparable, next.comparable)
    : compareContracts(asListed(old.comparable), asListed(next.comparable));

function summary(old: Side, next: Side, changes: readonly Judged[]): string {
  const level = heaviest(counted(changes));
  const between = `from ${old.name} to ${next.name}`;
  if (changes.length === 0) return `No change that a client can notice ${between}.`;
  const many = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  return `${many} ${between}: ${level === undefined ? "all accepted" : `at least a ${level} version`}.`;
}
