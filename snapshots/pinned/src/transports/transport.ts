/** What clients hold at a moment. */
export interface Load {
  readonly connections: number;
  /** That are not answered yet. */
  readonly requests: number;
}

/** A way in for clients, once it is open. */
export interface Transport {
  /** Where clients find it: `stdio`, or a URL. */
  readonly address: string;
  /** Settles when the transport has ended, by itself (the client closed stdin) or through `drain`. */
  readonly closed: Promise<void>;
  /** Takes nothing new, answers what is in flight, and ends; gives up waiting after a while. */
  drain(): Promise<void>;
  /** Over HTTP. */
  readonly load?: () => Load;
}
