import { createGate } from "./guard/gate.js";
import { createGuard, type Guard, type GuardOptions } from "./guard/guard.js";
import { inMajor } from "./guard/major.js";
import type { Observer } from "./guard/observer.js";
import type { Tool } from "./guard/tool.js";
import type { Identity } from "./identity.js";
import { serverFactory, type CreateServer, type ServerFactoryOptions } from "./server.js";

/** One major version of the contract: what it says of itself, and its tools. */
export interface Major {
  readonly major: number;
  /** Of its endpoint over HTTP. */
  readonly path?: string;
  readonly identity: Identity;
  readonly tools: readonly Tool[];
  /** What each answer over HTTP carries. Default: nothing. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A major that can be called. */
export interface Served {
  readonly guard: Guard;
  readonly createServer: CreateServer;
}

export interface MajorOptions extends Omit<
  GuardOptions,
  "tools" | "contract" | "gate" | "observers"
> {
  /** What follows the calls of a major: metrics, traces. Default: nothing. */
  readonly observers?: (major: Major) => readonly Observer[];
  /** The tools of a major that a caller gets to see. Default: all. */
  readonly visible?: (tools: readonly Tool[]) => NonNullable<ServerFactoryOptions["visible"]>;
}

/**
 * A guard and a protocol server for each major. They share what bounds the server as a whole (calls at once) and
 * nothing that a caller could notice: each counts calls by itself.
 */
export function serveMajors<M extends Major>(
  majors: readonly M[],
  { observers, visible, ...shared }: MajorOptions,
): readonly (M & Served)[] {
  const gate = createGate(shared.limits.concurrency);
  return majors.map((own) => {
    const { major, identity, tools } = own;
    const guard = createGuard({
      ...shared,
      ...inMajor(major, shared),
      gate,
      tools,
      contract: identity.contract,
      ...(observers && { observers: observers(own) }),
    });
    const seen = visible && { visible: visible(tools) };
    return { ...own, guard, createServer: serverFactory({ identity, tools, guard, ...seen }) };
  });
}

/** The major that somebody asks for (`--api 1`), or else the newest. Throws a sentence for whoever asked. */
export function majorOf<M extends Major>(majors: readonly M[], asked?: string): M {
  const found =
    asked === undefined
      ? majors.at(-1)
      : majors.find(({ major }) => String(major) === asked.replace(/^v/, ""));
  if (found !== undefined) return found;
  const all = majors.map(({ major }) => major).join(", ");
  throw new Error(`There is no major ${asked} of this server's contract: --api takes ${all}.`);
}

/** What the log says of each when the server starts. */
export const describeMajors = (majors: readonly Major[]): readonly object[] =>
  majors.map(({ major, path, identity: { version, contract, end } }) => ({
    major,
    ...(path !== undefined && { path }),
    version,
    contract,
    ...(end && { sunset: end.sunset }),
  }));
