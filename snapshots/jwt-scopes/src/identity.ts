/** The announced end of what is served, for clients. Days are such as `2027-06-30`, in UTC. */
export interface End {
  /** Since when clients are asked to move on. */
  readonly deprecated: string;
  /** It is promised until that day begins. */
  readonly sunset: string;
  /** The major that takes its place. */
  readonly successor: number;
  /** A page that says how to move on. */
  readonly guide?: string;
}

/** What this server says it is. */
export interface Identity {
  readonly name: string;
  readonly title: string;
  /** Semantic version of the contract. */
  readonly version: string;
  readonly description?: string;
  /** Sent to clients: how to use the tools together. */
  readonly instructions?: string;
  /** `sha256:…` of the canonical contract, so that a changed tool definition can be seen. */
  readonly contract: string;
  readonly end?: End;
}
