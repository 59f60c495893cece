import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { ToolError } from "../guard/errors.js";
import type { Egress, OpenEgress } from "./egress.js";
import type { OpenSource } from "./source.js";
import { createBreaker, type BreakerState } from "./upstream-breaker.js";
import { basic, bearer, keyHeader, noCredential, type Credential } from "./upstream-credential.js";
import { unreachable } from "./upstream-errors.js";
import { exchangeWith } from "./upstream-exchange.js";
import { clientCredentials } from "./upstream-oauth.js";
import { outcomeOfFailure, outcomeOfStatus, type UpstreamObserver } from "./upstream-observer.js";
import { backoffMs, isAway, isIdempotent, isTemporary, retryAfterMs } from "./upstream-retry.js";
import type { UpstreamSettings } from "./upstream-settings.js";

export interface UpstreamRequest {
  readonly method: string;
  /** Path and query below the base URL, encoded; begins with `/` or is empty. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Whole, decompressed, and no larger than the source allows. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/** How long one request may take, retries included. */
export interface Patience {
  readonly signal: AbortSignal;
  /** On `performance.now()`'s clock, in ms. */
  readonly deadline: number;
}

/** One HTTP API: its base URL and all that is below it. */
export interface Upstream extends OpenSource {
  readonly baseUrl: URL;
  /**
   * Sends one request with the source's credential and resolves with any answer but a redirect. Throws a
   * `ToolError`: `SOURCE_UNAVAILABLE`, `SOURCE_ERROR`, `RESULT_TOO_LARGE`, `UPSTREAM_DENIED`, `TIMEOUT` or
   * `CANCELLED`.
   */
  readonly send: (request: UpstreamRequest, patience: Patience) => Promise<UpstreamAnswer>;
  /** Tells one observer, the latest, of what is sent from now on. */
  readonly observe: (observer: UpstreamObserver) => void;
  /** Of the breaker. */
  readonly state: () => BreakerState;
}

export const isUpstream = (source: OpenSource): source is Upstream => "send" in source;

export interface UpstreamOptions {
  readonly log: Logger;
  /** The server's name, as `User-Agent`. */
  readonly agent: string;
  /** The way out that the server's host has. */
  readonly openEgress: OpenEgress;
}

const credentialOf = ({ auth }: UpstreamSettings, egress: Egress): Credential => {
  switch (auth?.kind) {
    case undefined:
      return noCredential;
    case "bearer":
      return bearer(auth.token);
    case "basic":
      return basic(auth.user, auth.password);
    case "header":
      return keyHeader(auth.name, auth.value);
    case "oauth":
      return clientCredentials(auth, egress);
  }
};

/** Opens no connection yet. Whether the service answers is seen by the calls. */
export const openUpstream = (settings: UpstreamSettings, options: UpstreamOptions): Upstream => {
  const { name, baseUrl, auth, networks, connections, retries } = settings;
  const { log, agent, openEgress } = options;
  const origins = [
    baseUrl.origin,
    ...(auth?.kind === "oauth" ? [new URL(auth.tokenUrl).origin] : []),
  ];
  const egress = openEgress({ origins, networks, connections });
  const credential = credentialOf(settings, egress);
  const breaker = createBreaker(name, log);
  const exchange = exchangeWith(settings, agent, egress);
  let observer: UpstreamObserver | undefined;

  const attempt = async (
    request: UpstreamRequest,
    signal: AbortSignal,
    isRenewed = false,
  ): Promise<UpstreamAnswer> => {
    let ended: ReturnType<typeof breaker.enter>;
    try {
      ended = breaker.enter();
    } catch (error) {
      observer?.tried("blocked");
      throw error;
    }
    const began = performance.now();
    let answer: UpstreamAnswer;
    let proof: Readonly<Record<string, string>>;
    try {
      proof = await credential.headers(signal);
      answer = await exchange(request, proof, signal);
    } catch (error) {
      const failure = signal.aborted ? signal.reason : unreachable(error);
      const isDown =
        failure instanceof ToolError && ["SOURCE_UNAVAILABLE", "TIMEOUT"].includes(failure.code);
      ended(isDown ? "down" : "unknown", error);
      observer?.tried(outcomeOfFailure(failure), performance.now() - began);
      throw failure;
    }
    observer?.tried(outcomeOfStatus(answer.status), performance.now() - began);
    ended(isAway(answer.status) ? "down" : "up", { name: "UpstreamStatus", code: answer.status });
    if (answer.status === 401 && !isRenewed && credential.renew(proof)) {
      return attempt(request, signal, true);
    }
    return answer;
  };

  const send: Upstream["send"] = async (request, patience) => {
    const { signal, deadline } = patience;
    const most = isIdempotent(request.method) ? retries : 0;
    for (let tries = 0; ; tries++) {
      signal.throwIfAborted();
      if (tries > 0) observer?.retried();
      let answer: UpstreamAnswer | undefined;
      let failure: unknown;
      try {
        answer = await attempt(request, signal);
        if (!isTemporary(answer.status)) return answer;
      } catch (error) {
        failure = error;
        if (!(error instanceof ToolError) || error.code !== "SOURCE_UNAVAILABLE") throw error;
      }
      const asked = retryAfterMs(answer?.headers.get("retry-after") ?? null) ?? 0;
      const waitMs = Math.max(asked, backoffMs(tries));
      if (tries >= most || breaker.state() === "open" || performance.now() + waitMs >= deadline) {
        if (answer !== undefined) return answer;
        throw failure;
      }
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  };

  return {
    baseUrl,
    send,
    observe: (next) => {
      observer = next;
    },
    state: breaker.state,
    check: async () => {
      if (breaker.state() === "open")
        throw new Error(`The service of source "${name}" does not answer.`);
    },
    close: egress.close,
  };
};
