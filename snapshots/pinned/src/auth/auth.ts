import type { Principal } from "../guard/call.js";
import type { Admitted, Refusal } from "../transports/refusal.js";

/** All that authentication may look at: never the body, and so never an argument. */
export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** The peer, where the host of this server knows it. */
  readonly address: string | undefined;
}

/** How callers over HTTP prove who they are. */
export interface Auth {
  readonly kind: "none" | "jwt" | "apiKeys";
  /** Who calls, or the challenge to answer with. Never throws. */
  readonly authenticate: (credentials: Credentials) => Promise<Admitted<Principal>>;
  /** The answer to a caller who lacks scopes that a tool needs: 403 with a challenge (RFC 6750 §3.1). */
  readonly insufficientScope: (needed: readonly string[]) => Refusal;
  /** JSON documents that anybody may read, by path. */
  readonly documents: Readonly<Record<string, unknown>>;
}
