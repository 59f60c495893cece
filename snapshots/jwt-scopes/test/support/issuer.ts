import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";

/** An issuer of tokens on loopback, with its own keys. */
export interface Issuer {
  readonly url: string;
  readonly jwksUri: string;
  /** Requests for its keys so far. */
  readonly fetches: () => number;
  /** Signs with the current key, which `rotate` replaces. */
  readonly sign: (claims?: JWTPayload, options?: SignOptions) => Promise<string>;
  readonly rotate: () => Promise<void>;
  /** Answers every request with 500 from now on. */
  readonly fail: (failing: boolean) => void;
  /** Adds so many blanks to every answer from now on. */
  readonly pad: (blanks: number) => void;
  readonly close: () => void;
}

export interface SignOptions {
  readonly audience?: string | null;
  readonly issuer?: string;
  /** Seconds from now. `null`: a token that does not expire. */
  readonly expires?: number | null;
  readonly kid?: string;
}

export const audience = "https://mcp.example.com/mcp";

export async function startIssuer(): Promise<Issuer> {
  let version = 0;
  let fetches = 0;
  let failing = false;
  let padding = 0;
  const makeKey = async () => {
    const pair = await generateKeyPair("RS256");
    return { ...pair, kid: `key-${++version}` };
  };
  let key = await makeKey();
  const publicKey = async () => ({
    ...(await exportJWK(key.publicKey)),
    kid: key.kid,
    alg: "RS256",
  });

  const server = createServer(async (request, response) => {
    const documents: Record<string, unknown> = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
      "/keys": { keys: [await publicKey()] },
    };
    const document = failing ? undefined : documents[request.url ?? ""];
    if (request.url === "/keys") fetches++;
    response.statusCode = document === undefined ? 500 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(document ?? {}) + " ".repeat(padding));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    jwksUri: `${url}/keys`,
    fetches: () => fetches,
    sign: (claims = {}, options = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const { expires = 300 } = options;
      const aud = options.audience === undefined ? audience : options.audience;
      const payload = {
        sub: "somebody",
        iss: options.issuer ?? url,
        iat: now,
        ...(aud !== null && { aud }),
        ...(expires !== null && { exp: now + expires }),
        ...claims,
      };
      const header = { alg: "RS256", kid: options.kid ?? key.kid };
      return new SignJWT(payload).setProtectedHeader(header).sign(key.privateKey);
    },
    rotate: async () => {
      key = await makeKey();
    },
    fail: (value) => {
      failing = value;
    },
    pad: (blanks) => {
      padding = blanks;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
