import { ToolError } from "../guard/errors.js";

/** How one try of a request ended: a few words, whatever services answer. */
export type TryOutcome =
  /** 2xx. */
  | "ok"
  /** 4xx, but for the next two. */
  | "refused"
  /** 401 and 403, or no access token. */
  | "denied"
  /** 429. */
  | "busy"
  /** 5xx. */
  | "failed"
  /** No connection, or one that broke. */
  | "unreachable"
  | "timeout"
  | "cancelled"
  /** A redirect, an answer that is too large, an address that the spec does not allow. */
  | "unusable"
  /** Nothing was sent, because the service is taken for down. */
  | "blocked";

/** Follows the requests to one HTTP API, for metrics. */
export interface UpstreamObserver {
  /** @param ms Until the answer was read; absent when nothing was sent. */
  readonly tried: (outcome: TryOutcome, ms?: number) => void;
  /** A request is sent once more, after a failure that another try may better. */
  readonly retried: () => void;
}

export const outcomeOfStatus = (status: number): TryOutcome => {
  if (status >= 200 && status < 300) return "ok";
  if (status === 401 || status === 403) return "denied";
  if (status === 429) return "busy";
  return status < 500 ? "refused" : "failed";
};

/** @param failure What the try was ended by; all that is no `ToolError` is the end of its call. */
export const outcomeOfFailure = (failure: unknown): TryOutcome => {
  if (!(failure instanceof ToolError)) return "cancelled";
  switch (failure.code) {
    case "SOURCE_UNAVAILABLE":
      return "unreachable";
    case "TIMEOUT":
      return "timeout";
    case "CANCELLED":
      return "cancelled";
    case "UPSTREAM_DENIED":
      return "denied";
    default:
      return "unusable";
  }
};
