import {
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  trace,
  type Context,
  type Link,
  type SpanContext,
} from "@opentelemetry/api";
import type { RequestFacts } from "../guard/call.js";

/** W3C Trace Context, level 2: version, trace id, parent id, flags. */
const form = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;
const longestState = 512;

const spanContext = (traceparent: unknown, tracestate: unknown): SpanContext | undefined => {
  if (typeof traceparent !== "string" || traceparent.length > longestState) return undefined;
  const [, traceId, spanId, flags] = form.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  const state =
    typeof tracestate === "string" && tracestate.length <= longestState ? tracestate : "";
  const found = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(state !== "" && { traceState: createTraceState(state) }),
  };
  return isSpanContextValid(found) ? found : undefined;
};

export interface Origin {
  readonly parent: Context;
  readonly links: Link[];
}

/**
 * Where a call's span belongs. The client's trace is in `_meta` (SEP-414), whatever the transport. A gateway in
 * between may have put its own into the headers of HTTP: that is a link then, or the parent when there is no other.
 */
export const originOf = (request: RequestFacts | undefined): Origin => {
  const meta = request?._meta ?? {};
  const fromClient = spanContext(meta["traceparent"], meta["tracestate"]);
  const header = request?.header;
  const ambient = spanContext(header?.("traceparent"), header?.("tracestate"));
  const parent = fromClient ?? ambient;
  return {
    parent: parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent),
    links: fromClient !== undefined && ambient !== undefined ? [{ context: ambient }] : [],
  };
};
