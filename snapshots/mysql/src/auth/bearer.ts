import type { Admitted, Refusal } from "../transports/refusal.js";

/** What the challenges of one server have in common. */
export interface Realm {
  /** Where the RFC 9728 document is, for clients that find their authorization server through it. */
  readonly resourceMetadata?: string;
  /** Scopes that a client should ask for at first. */
  readonly scopes?: readonly string[];
}

/** `b64token` of RFC 6750 §2.1. */
const bearerForm = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The token of an `Authorization` header. A token in the URL or the body is not looked for. */
export function bearerToken(authorization: string | undefined, realm: Realm): Admitted<string> {
  const token = bearerForm.exec(authorization ?? "")?.[1];
  if (token !== undefined) return { value: token };
  // RFC 6750 §3.1: a request without credentials gets a challenge without an error code.
  return authorization === undefined
    ? { refusal: challenge(401, "This server needs a bearer token.", realm, initialScope(realm)) }
    : { refusal: invalidToken(realm) };
}

/** 401 for a token that is not valid. It does not say why: that helps only whoever guesses. */
export const invalidToken = (realm: Realm): Refusal =>
  challenge(401, "The token is not valid.", realm, {
    error: "invalid_token",
    ...initialScope(realm),
  });

/** 403 for a token without the scopes that a tool needs, which it names so that the client can ask for them. */
export const insufficientScope = (realm: Realm, needed: readonly string[]): Refusal =>
  challenge(403, `This tool needs the scope ${needed.join(" ")}.`, realm, {
    error: "insufficient_scope",
    scope: needed.join(" "),
  });

const initialScope = ({ scopes = [] }: Realm): Readonly<Record<string, string>> =>
  scopes.length > 0 ? { scope: scopes.join(" ") } : {};

function challenge(
  status: number,
  message: string,
  { resourceMetadata }: Realm,
  parameters: Readonly<Record<string, string>> = {},
): Refusal {
  const all = {
    realm: "mcp", // RFC 6750 §3: at least one parameter must follow the scheme
    ...parameters,
    ...(resourceMetadata !== undefined && { resource_metadata: resourceMetadata }),
  };
  const quoted = Object.entries(all).map(
    ([name, value]) => `${name}="${value.replaceAll(/["\\]/g, "")}"`,
  );
  return {
    status,
    message,
    headers: { "www-authenticate": `Bearer ${quoted.join(", ")}` },
  };
}
