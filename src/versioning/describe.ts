/** Changes as sentences: for a terminal, for a pull request, for a changelog. */
import { printable } from "../diagnostics/printable.js";
import { isRecord } from "../record.js";
import type { Json } from "../spec/model.js";
import { canonicalJson } from "./canonical-json.js";
import type { Judged } from "./policy.js";
import { ruleOf, type Level } from "./rules.js";

const levels: readonly Level[] = ["major", "minor", "patch"];

const headings: Readonly<Record<Level, string>> = {
  major: "Breaking: callers must change, or may",
  minor: "New, or kinder than before",
  patch: "Nothing that a program notices",
};

/** Before and after of a change, in at most this many characters each. */
const shownValue = 60;

/** What happened, where, and from what to what: one line without a full stop. */
export function sentence(change: Judged): string {
  const { rule, path, before, after, direction } = change;
  const own = sentenceOf(change);
  if (own !== undefined) return own;
  const title = ruleOf(rule)?.title ?? rule;
  const side = direction === undefined ? "" : direction === "input" ? "arguments: " : "result: ";
  const values =
    before !== undefined && after !== undefined
      ? `: ${fromTo(before, after)}`
      : isShort(after)
        ? `: ${shown(after)}`
        : isShort(before)
          ? `: ${shown(before)}`
          : "";
  const place = path === "" || saidByTitle.has(path) ? "" : ` at ${printable(readable(path))}`;
  return `${side}${title}${place}${values}`;
}

/** Of changes that say when something goes, and where to: callers plan by it. `undefined`: any other. */
function sentenceOf({ rule, path, before, after }: Judged): string | undefined {
  const major = /^\/(?:sunset|releases)\/(\d+)$/.exec(path)?.[1];
  const [was, is] = [before, after].map((value) => (typeof value === "string" ? printable(value) : ""));
  switch (rule) {
    case "tool-deprecated":
    case "deprecation-changed": {
      const words = isRecord(after) ? deprecationInWords(after) : "";
      return words === "" ? undefined : `${ruleOf(rule)?.title}: ${words}`;
    }
    case "older-major-updated":
      return `major ${major} is served as ${is}, not as ${was}`;
    case "sunset-announced":
      return `major ${major} is announced to end on ${is}`;
    case "sunset-withdrawn":
      return `major ${major} no longer ends on ${was}`;
    case "sunset-moved-earlier":
      return `major ${major} ends earlier than announced: on ${is}, not on ${was}`;
    case "sunset-moved-later":
      return `major ${major} ends later than announced: on ${is}, not on ${was}`;
    default:
      return undefined;
  }
}

/** `to be removed in 2.0.0, use find_users instead: it is quicker`. */
function deprecationInWords(deprecated: Readonly<Record<string, unknown>>): string {
  const { removeIn, use, reason } = deprecated;
  const text = (value: unknown) =>
    typeof value === "string" ? printable(value.replaceAll(/\s+/g, " ")) : "";
  const parts = [
    ...(text(removeIn) === "" ? [] : [`to be removed in ${text(removeIn)}`]),
    ...(text(use) === "" ? [] : [`use ${text(use)} instead`]),
  ].join(", ");
  const why = text(reason).replace(/\.$/, "");
  return [parts, why].filter((part) => part !== "").join(": ");
}

/** Places that the titles of their rules name. */
const saidByTitle: ReadonlySet<string> = new Set([
  "/title",
  "/description",
  "/deprecated",
  "/icons",
  "/serve",
  "/outputSchema",
]);

/** The place without the words that only a schema needs: `/inputSchema/properties/limit/maximum` → `limit/maximum`. */
function readable(path: string): string {
  const short = path
    .replace(/^\/(?:inputSchema|outputSchema)/, "")
    .replaceAll("/properties/", "/")
    .replace(/^\//, "");
  return short === "" ? path.slice(1) : short;
}

const isShort = (value: Json | undefined): value is Json =>
  value !== undefined && (typeof value !== "object" || value === null);

const charactersOf = (value: Json): readonly string[] => [...printable(canonicalJson(value))];

const shown = (value: Json): string => cut(charactersOf(value), 0);

/** From `from` on, with a mark at each end where something is left out. */
function cut(text: readonly string[], from: number): string {
  const head = from === 0 ? "" : "…";
  const room = shownValue - head.length;
  const rest = text.slice(from);
  return head + (rest.length > room ? `${rest.slice(0, room - 1).join("")}…` : rest.join(""));
}

/** Long values from shortly before they differ: both would begin alike, and end where it becomes interesting. */
function fromTo(before: Json, after: Json): string {
  const [old, next] = [charactersOf(before), charactersOf(after)];
  const differs = old.findIndex((character, index) => character !== next[index]);
  const first = differs === -1 ? old.length : differs;
  const isLong = Math.max(old.length, next.length) > shownValue;
  const from = isLong && first > shownValue / 2 ? first - shownValue / 4 : 0;
  return `${cut(old, from)} → ${cut(next, from)}`;
}

interface Group {
  readonly level: Level;
  readonly changes: readonly Judged[];
}

const byLevel = (changes: readonly Judged[]): readonly Group[] =>
  levels
    .map((level) => ({ level, changes: changes.filter((change) => change.level === level) }))
    .filter((group) => group.changes.length > 0);

/** Where a change belongs: a tool's name, or the server. */
const subject = ({ tool }: Judged): string => (tool === undefined ? "server" : printable(tool));

/** For a terminal; without a final newline, empty without changes. */
export function describeText(changes: readonly Judged[]): string {
  return byLevel(changes)
    .map(({ level, changes: group }) => {
      const lines = group.map((change) => {
        const note = change.accepted === undefined ? (change.review ? "  (look at it)" : "") : "  (accepted)";
        return `  ${change.fingerprint}  ${subject(change)}: ${sentence(change)}  [${change.rule}]${note}`;
      });
      return [`${level}: ${headings[level].toLowerCase()}`, ...lines].join("\n");
    })
    .join("\n");
}

/** For a pull request. */
export function describeMarkdown(changes: readonly Judged[]): string {
  if (changes.length === 0) return "No change that a client of the server can notice.\n";
  const sections = byLevel(changes).map(({ level, changes: group }) => {
    const rows = group.map(
      (change) =>
        `| ${code(subject(change))} | ${escaped(sentence(change))}${change.review ? " **(look at it)**" : ""}${change.accepted === undefined ? "" : ` *(accepted: ${escaped(printable(change.accepted))})*`} | ${code(change.rule)} | ${code(change.fingerprint)} |`,
    );
    return [
      `### ${level === "major" ? "Major" : level === "minor" ? "Minor" : "Patch"}: ${headings[level].toLowerCase()}`,
      "",
      "| | change | rule | fingerprint |",
      "|---|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return `${sections.join("\n\n")}\n`;
}

/** Text from a contract that cannot become Markdown of its own. */
export const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>()#+!|~&@-]/g, (character) =>
    character === "<" ? "&lt;" : character === "&" ? "&amp;" : character === "-" ? "-" : `\\${character}`,
  );

/** A name has neither backticks nor line breaks once it is printable; a foreign one may have the former. */
const code = (text: string): string => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
