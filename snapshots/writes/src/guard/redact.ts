import type { AuditEvent } from "../telemetry/audit.js";
import type { Call } from "./call.js";
import { cleanText } from "./clean.js";
import type { Arguments, Tool } from "./tool.js";

/** Names that mean a secret whatever the spec says of them. */
const secretName =
  /^(?:.*[-_.\s])?(?:pass(?:word|wd|phrase)?|secret|token|(?:api|access|private|secret)[-_]?key|authorization|credentials?|cookie)[-_]?\d{0,3}$/is;

/** `accessToken` and `DBPassword` as `access_Token` and `DB_Password`. */
const apart = (name: string): string =>
  name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_");

const isSecret = (name: string): boolean => secretName.test(apart(name));

const textShown = 200;
const itemsShown = 20;
const depthShown = 4;
/** Characters of text in one record, so that no caller can make records large. */
const allShown = 2_000;

interface Shown {
  readonly hidden: ReadonlySet<string>;
  left: number;
}

const shownText = (text: string, state: Shown): string => {
  const room = Math.min(textShown, Math.max(0, state.left));
  state.left -= text.length;
  const rest = text.length - room;
  return cleanText(rest > 0 ? `${text.slice(0, room)}… (${rest} more characters)` : text);
};

const shown = (value: unknown, state: Shown, depth: number): unknown => {
  if (typeof value === "string") return shownText(value, state);
  state.left -= 8;
  if (typeof value !== "object" || value === null) return value;
  if (depth === depthShown || state.left <= 0) return Array.isArray(value) ? "[list]" : "[object]";
  if (Array.isArray(value)) {
    const items = value.slice(0, itemsShown).map((item) => shown(item, state, depth + 1));
    return value.length > itemsShown ? [...items, `… (${value.length - itemsShown} more)`] : items;
  }
  const entries = Object.entries(value).slice(0, itemsShown);
  return Object.fromEntries(
    entries.map(([name, item]) => {
      const hide = state.hidden.has(name) || isSecret(name);
      return [shownText(name, state), hide ? "[redacted]" : shown(item, state, depth + 1)];
    }),
  );
};

/**
 * The arguments as the audit record may keep them: short, clean, without what the spec redacts, what is a
 * secret by its name, and what the schema does not know (a misspelt name must not carry a value past).
 */
export const redact = (tool: Tool, args: Arguments): Arguments => {
  const state: Shown = { hidden: new Set(tool.redact), left: allShown };
  const known: object = tool.definition.inputSchema.properties ?? {};
  const named = Object.entries(args).filter(([name]) => Object.hasOwn(known, name));
  const strange = Object.keys(args).length - named.length;
  if (strange === 0) return shown(args, state, 0) as Arguments;
  const safe = shown(Object.fromEntries(named), state, 0) as Arguments;
  return { ...safe, "[unknown]": strange };
};

const depthHashed = 64;

/** JSON with its properties sorted, so that equal arguments give equal text whatever their order. */
export const canonical = (value: unknown, depth = 0): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  // Deeper than any schema reaches: what is refused anyway need not be told apart, or overflow the stack.
  if (depth === depthHashed) return '"…"';
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(",")}]`;
  const object = value as Readonly<Record<string, unknown>>;
  const properties = Object.keys(object)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(object[name], depth + 1)}`);
  return `{${properties.join(",")}}`;
};

/** What a record says of the arguments of a call. */
export type RecordedArguments = Pick<AuditEvent, "args" | "argsHash">;

/** Arguments and their hash. Whatever a caller sent, this must not keep the call from being recorded. */
export const recordedArguments = ({
  tool,
  args,
  services: { audit },
}: Pick<Call, "tool" | "args" | "services">): RecordedArguments => {
  if (typeof args !== "object" || args === null) return {};
  try {
    return { args: redact(tool, args), argsHash: audit.hash(canonical(args)) };
  } catch {
    return {};
  }
};
