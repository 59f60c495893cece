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
}
