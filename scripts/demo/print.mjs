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

/** At most two lines of text, broken between words. */
function wrapped(text, at) {
  if (text.length <= at) return [text];
  const space = text.lastIndexOf(" ", at);
  const first = space > 0 ? space : at;
  return [text.slice(0, first), cut(text.slice(first).trimStart(), at)];
}

export const say = (text = "") => console.log(text);

/** One stage of making the project: what was run, and what came of it. */
export const stage = (what, outcome) => say(`${green("✓")} ${what.padEnd(44)} ${dim(outcome)}`);

/** One call: the request, what the model gets, and the lines that are left behind. */
export function call({ title, request, answer, refused, log, audit }) {
  const mark = refused ? yellow("✗") : green("✓");
  say();
  say(`${bold(title)}  ${cyan(cut(request, width - title.length - 3))}`);
  say(`  ${mark} ${wrapped(answer, width - 4).join("\n    ")}`);
  say(dim(`  log   ${cut(line(log, logFields), width - 8)}`));
  say(dim(`  audit ${cut(line(audit, auditFields), width - 8)}`));
}

const logFields = ["level", "tool", "outcome", "code", "rows", "truncated", "ms", "principal", "call"];
const auditFields = ["seq", "outcome", "args", "argsHash", "principal", "call", "prev", "mac"];

/** The fields of a record that say most, with hashes and ids shortened. */
const line = (record, fields) =>
  JSON.stringify(Object.fromEntries(fields.filter((f) => f in record).map((f) => [f, short(record[f])])));

const short = (value) =>
  typeof value === "string"
    ? value.replace(/[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f-]{27}/g, (hex) => `${hex.slice(0, 6)}…`)
    : value;
