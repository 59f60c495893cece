/** What the demo shows, and how it looks. */

const colour =
  process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== "0"
    ? true
    : process.stdout.isTTY === true && !process.env.NO_COLOR;

const painted = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = painted("1");
export const dim = painted("2");
export const green = painted("32");
export const yellow = painted("33");
export const cyan = painted("36");

const width = Math.max(80, Math.min(process.stdout.columns ?? 132, 160));
const cut = (text, at) => (text.length > at ? `${text.slice(0, at - 1)}…` : text);

export const say = (text = "") => console.log(text);

/** One stage of making the project: what was run, and what came of it. */
export const stage = (what, outcome) => say(`${green("✓")} ${what.padEnd(44)} ${dim(outcome)}`);

/** One call: the request, what the model gets, and the lines that are left behind. */
export function call({ title, request, answer, refused, log, audit }) {
  const mark = refused ? yellow("✗") : green("✓");
  say();
  say(`${bold(title)}  ${cyan(cut(request, width - title.length - 3))}`);
  say(`  ${mark} ${cut(answer, width - 4)}`);
  say(dim(`  log   ${cut(line(log, logFields), width - 8)}`));
  say(dim(`  audit ${cut(line(audit, auditFields), width - 8)}`));
}

const logFields = [
  "level",
  "event",
  "tool",
  "outcome",
  "code",
  "principal",
  "ms",
  "rows",
  "truncated",
  "call",
];
const auditFields = ["seq", "prev", "tool", "outcome", "args", "argsHash", "call", "mac"];

/** The fields of a record that say most, with hashes and ids shortened. */
const line = (record, fields) =>
  JSON.stringify(Object.fromEntries(fields.filter((f) => f in record).map((f) => [f, short(record[f])])));

const short = (value) =>
  typeof value === "string"
    ? value.replace(/[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f-]{27}/g, (hex) => `${hex.slice(0, 6)}…`)
    : value;
