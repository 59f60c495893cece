/** A connection that the spec does not allow. Nothing has been sent. */
export class EgressError extends Error {
  readonly code = "EGRESS_REFUSED";

  constructor(what: "address" | "origin") {
    super(`This ${what} is not one that the server may connect to.`);
    this.name = "EgressError";
  }
}

export interface EgressSettings {
  /** Such as `https://api.example.com`: these and no others, exactly. */
  readonly origins: readonly string[];
  /** Private networks that they may be in, such as `10.20.0.0/16`. */
  readonly networks: readonly string[];
  /** At most so many at once. */
  readonly connections: number;
}

export interface EgressRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface EgressAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Decompressed. */
  readonly body: (AsyncIterable<Uint8Array> & { readonly cancel: () => Promise<void> }) | null;
}

/** The only way out of the server to an HTTP API. */
export interface Egress {
  /**
   * Resolves with any answer, redirects included: none is followed. Rejects with an `EgressError`, also as the cause
   * of an error, for what the settings do not allow.
   */
  readonly fetch: (url: URL, request: EgressRequest) => Promise<EgressAnswer>;
  /** Whether a request goes on when the call that sent it has ended, so that other calls may wait for it. */
  readonly outlivesCalls: boolean;
  readonly close: () => Promise<void>;
}

/** As each host of the server has it. Opens no connection yet. */
export type OpenEgress = (settings: EgressSettings) => Egress;
