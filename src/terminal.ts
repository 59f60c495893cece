/** What a command sees of the process it runs in. Tests give it another one. */
import type { Style } from "./diagnostics/frame.js";

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether there is somebody to ask: input and error output are terminals. */
  readonly interactive: boolean;
  readonly style: Style;
  /** Of `out`; no colour when left out: most readers of it are programs. */
  readonly outStyle?: Style;
  /** Whether more than the short form is wanted: `--verbose` or `DEBUG`. */
  readonly verbose: boolean;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
  /** Results that a program reads. */
  readonly out: (text: string) => void;
  /** Everything that a person reads. */
  readonly err: (text: string) => void;
  /** The day in UTC, such as 2026-01-31; the clock's when left out. */
  readonly today?: string;
  /** Where prompts read and draw; the process's own when left out. */
  readonly prompts?: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
}

/** The day in UTC. */
export const todayOf = ({ today }: Terminal): string => today ?? new Date().toISOString().slice(0, 10);

/** The reason of an abort that the user asked for. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
    this.name = "Interrupted";
  }
}

/**
 * Whether to write colours: `FORCE_COLOR` wins, then `NO_COLOR` (https://no-color.org), then whether it is a
 * terminal that knows any.
 */
export function wantsColour(env: Terminal["env"], isTerminal: boolean): boolean {
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  if (env["NO_COLOR"]) return false;
  return isTerminal && env["TERM"] !== "dumb";
}

const sgr = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

export const colours: Style = {
  severity: (text, severity) => sgr(severity === "error" ? 31 : 33, 39)(text),
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  added: sgr(32, 39),
  removed: sgr(31, 39),
};
