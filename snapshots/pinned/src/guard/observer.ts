import type { Logger } from "pino";
import type { Call } from "./call.js";
import type { Ending } from "./errors.js";

/** What the log line and the audit record of a call both say. */
export interface Facts {
  readonly call: string;
  readonly tool: string;
  /** The tool, or this name of it, is to go. */
  readonly deprecated?: boolean;
  readonly principal: string;
  readonly transport: "stdio" | "http";
  readonly outcome: "ok" | Ending;
  readonly code?: string;
  readonly ms: number;
  readonly rows?: number;
  readonly bytes?: number;
  readonly truncated?: boolean;
}

/** What may be known of a call when it begins. */
export type Begun = Pick<Call, "tool" | "caller">;

/** Follows calls for metrics or traces. It has no say in them, and its defects do not reach them. */
export interface Observer {
  readonly begin: (call: Begun) => Observation;
}

/** One call, followed to its end. */
export interface Observation {
  /** Trace that the call belongs to, for its log line and audit record. */
  readonly traceId?: string;
  /** Does the work of the call, once and at once, so that what it starts in turn belongs to the call. */
  readonly within?: <T>(work: () => T) => T;
  /** The call has ended and been recorded. Called once. */
  readonly end: (facts: Facts) => void;
}

/** Tells all observers that a call begins, and is itself what they want to know of its end. */
export type Observe = (call: Begun) => Required<Pick<Observation, "within" | "end">> & Observation;

const unobserved: ReturnType<Observe> = { within: (work) => work(), end: () => {} };

type Within = NonNullable<Observation["within"]>;

/** Does the work inside of `within`, and gives what the work gave, whatever `within` makes of it. */
const inside = <T>(within: Within, work: () => T, failed: (error: unknown) => void): T => {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  const once = (): T => {
    if (outcome === undefined) {
      try {
        outcome = { value: work() };
      } catch (error) {
        outcome = { error };
      }
    }
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  };
  try {
    within(once);
  } catch (error) {
    const ofWork = outcome !== undefined && "error" in outcome && outcome.error === error;
    if (!ofWork) failed(error);
  }
  return once();
};

/** Several observers as one. None cost nothing. */
export const observeWith = (observers: readonly Observer[], log: Logger): Observe => {
  if (observers.length === 0) return () => unobserved;

  const failed = (error: unknown): void => {
    log.error({ event: "observer_failed", err: error });
  };
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
  return (call) => {
    const following = observers.flatMap((observer) => attempt(() => observer.begin(call)) ?? []);
    const traceId = following.find((observation) => observation.traceId !== undefined)?.traceId;
    return {
      ...(traceId !== undefined && { traceId }),
      within: (work) =>
        following.reduceRight<typeof work>(
          (inner, { within }) =>
            within === undefined ? inner : () => inside(within, inner, failed),
          work,
        )(),
      end: (facts) => {
        for (const observation of following) attempt(() => observation.end(facts));
      },
    };
  };
};
