import { getOAuthProtectedResourceMetadataUrl } from "@modelcontextprotocol/server";
import { errors, jwtVerify, type JWTPayload } from "jose";
import type { Logger } from "pino";
import type { Principal } from "../guard/call.js";
import type { Auth } from "./auth.js";
import { bearerToken, insufficientScope, invalidToken, type Realm } from "./bearer.js";
import { issuerKeys } from "./issuer-keys.js";

export interface JwtSettings {
  /** `iss` of every token. */
  readonly issuer: string;
  /** `aud` of every token: this server's public URL (RFC 8707). */
  readonly audience: string;
  /** Further audiences whose tokens are good here. */
  readonly accepts?: readonly string[];
  /** Where the issuer's keys are. Default: where its metadata says. */
  readonly jwksUri?: string;
  /** The scopes that this server knows. */
  readonly scopes: readonly string[];
  /** The server's name, for people. */
  readonly name: string;
}

/** Signatures with public keys only. `none` and the HMAC family would let whoever knows the public key sign. */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** Tolerated difference between the issuer's clock and ours, in seconds. */
const clockTolerance = 30;

/** Callers send an access token of the issuer; its subject, or else its client, is the principal. */
export function jwtAuth(
  settings: JwtSettings,
  log: Logger,
  keys = issuerKeys(settings.issuer, settings.jwksUri),
): Auth {
  const { issuer, audience, accepts = [], scopes } = settings;
  const resourceMetadata = getOAuthProtectedResourceMetadataUrl(new URL(audience));
  const realm: Realm = { resourceMetadata, scopes };
  const audiences = [audience, ...accepts];
  const checks = {
    issuer,
    audience: audiences,
    algorithms,
    clockTolerance,
    requiredClaims: ["exp"],
  };

  return {
    kind: "jwt",
    authenticate: async ({ authorization }) => {
      const token = bearerToken(authorization, realm);
      if ("refusal" in token) return token;
      try {
        const { payload } = await jwtVerify(token.value, keys, checks);
        const principal = principalOf(payload);
        return principal === undefined ? { refusal: invalidToken(realm) } : { value: principal };
      } catch (error) {
        if (isFaultOfToken(error)) {
          log.warn({ event: "token_refused", reason: error.code });
          return { refusal: invalidToken(realm) };
        }
        log.error({ event: "issuer_keys_unavailable", issuer, err: error });
        return { refusal: unavailable };
      }
    },
    insufficientScope: (needed) => insufficientScope(realm, needed),
    documents: metadataDocuments(settings, resourceMetadata),
  };
}

const unavailable = {
  status: 503,
  message: "Tokens cannot be checked at the moment.",
  headers: { "retry-after": "5" },
};

function isFaultOfToken(error: unknown): error is errors.JOSEError {
  const ofKeys = [errors.JWKSTimeout, errors.JWKSInvalid];
  if (ofKeys.some((kind) => error instanceof kind)) return false;
  // The plain JOSEError is what jose throws for an answer of the issuer that is not its keys.
  return error instanceof errors.JOSEError && error.code !== errors.JOSEError.code;
}

/** `sub` names the user; where it is missing or is the client itself, the client is the caller. */
function principalOf(payload: JWTPayload): Principal | undefined {
  const subject = text(payload.sub);
  const client = text(payload["client_id"] ?? payload["azp"]);
  const scopes = scopesOf(payload);
  if (subject !== undefined && subject !== client) return { id: `sub:${subject}`, scopes };
  return client === undefined ? undefined : { id: `client:${client}`, scopes };
}

const text = (claim: unknown): string | undefined =>
  typeof claim === "string" && claim !== "" ? claim : undefined;

/** `scope` (RFC 9068: a list separated by blanks), or the `scp` of some issuers, also as an array. */
function scopesOf(payload: JWTPayload): readonly string[] {
  const scope = payload["scope"] ?? payload["scp"];
  const names: unknown = typeof scope === "string" ? scope.split(" ") : scope;
  return Array.isArray(names) ? names.flatMap((name: unknown) => text(name) ?? []) : [];
}

/** Protected resource metadata (RFC 9728), at the path of this resource and at the root. */
function metadataDocuments(
  { issuer, audience, scopes, name }: JwtSettings,
  url: string,
): Readonly<Record<string, unknown>> {
  const document = {
    resource: audience,
    authorization_servers: [issuer],
    scopes_supported: scopes,
    bearer_methods_supported: ["header"],
    resource_name: name,
  };
  return {
    [new URL(url).pathname]: document,
    "/.well-known/oauth-protected-resource": document,
  };
}
