import { ToolError } from "../guard/errors.js";
import { EgressError } from "./egress.js";
import type { UpstreamAnswer } from "./upstream.js";
import { isAway, retryAfterMs } from "./upstream-retry.js";

// What a service says about its errors stays with it: its texts may hold names, queries and other people's data.

const causeOf = ({ status }: UpstreamAnswer) => ({ name: "UpstreamStatus", code: status });

/** The failure that a status stands for; `undefined` for 2xx. The answer's own text is not part of it. */
export const failureOfStatus = (answer: UpstreamAnswer): ToolError | undefined => {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return undefined;
  const failure = (code: string, sentence: string): ToolError =>
    new ToolError(code, sentence, { cause: causeOf(answer) });
  const waitMs = retryAfterMs(headers.get("retry-after"));
  const retry = waitMs === undefined ? "later" : `in ${Math.max(1, Math.ceil(waitMs / 1_000))} s`;
  if (isAway(status)) {
    return failure("SOURCE_UNAVAILABLE", `The service is not available now. Try again ${retry}.`);
  }
  switch (status) {
    case 401:
    case 403:
      return failure("UPSTREAM_DENIED", "The service does not let this server do that.");
    case 404:
    case 410:
      return failure("NOT_FOUND", "The service has nothing under these arguments.");
    case 409:
    case 412:
      return failure(
        "CONFLICT",
        "The service has a newer or another state than this call expects.",
      );
    case 429:
      return failure("UPSTREAM_BUSY", `The service has been asked too often. Try again ${retry}.`);
    default:
      return status < 500
        ? failure("UPSTREAM_REFUSED", `The service refuses these arguments (HTTP ${status}).`)
        : failure("SOURCE_ERROR", "The service failed to answer.");
  }
};

/** An error of `fetch` as a `ToolError`; the cause, which names hosts and addresses, is for the log. */
export const unreachable = (error: unknown): ToolError => {
  if (error instanceof ToolError) return error;
  const cause = (error as { cause?: unknown } | null)?.cause ?? error;
  return cause instanceof EgressError
    ? new ToolError("SOURCE_ERROR", "This server may not connect to the service.", { cause })
    : new ToolError("SOURCE_UNAVAILABLE", "The service behind this tool cannot be reached now.", {
        cause,
      });
};

export const refusedRedirect = (status: number): never => {
  throw new ToolError(
    "SOURCE_ERROR",
    "The service answered with a redirect, which is not followed.",
    {
      cause: { name: "RedirectRefused", code: status },
    },
  );
};

/** Where a redirect leads, if that is on the same origin. */
export const redirected = (from: URL, location: string | null): URL => {
  const to =
    location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
  return to === undefined || to.origin !== from.origin || to.username !== "" || to.password !== ""
    ? refusedRedirect(302)
    : to;
};
