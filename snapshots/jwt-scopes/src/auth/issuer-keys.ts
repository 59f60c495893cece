import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";

/** How long to wait for the issuer, in ms. */
const timeoutMs = 5_000;
/** How long a failed discovery is remembered, so that a dead issuer is not asked once for every request. */
const retryMs = 5_000;

/** Of an answer of the issuer: a hundred keys are a tenth of it. */
const mostBytes = 512 * 1024;

/** `fetch` of answers that end with an error at the first byte too many, before they fill the memory. */
const fetchBounded: typeof fetch = async (url, init) => {
  const { body, status, headers } = await fetch(url, init);
  let bytes = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      if (bytes <= mostBytes) controller.enqueue(chunk);
      else controller.error(new Error("The issuer's answer is too large."));
    },
  });
  return new Response(body === null ? null : body.pipeThrough(bounded), { status, headers });
};

/**
 * The issuer's public keys: fetched when first needed, kept for ten minutes, and fetched again when a
 * token names a key that is not among them, at most twice a minute (jose's `cooldownDuration`).
 * Without `jwksUri` the issuer's own metadata says where they are.
 */
export function issuerKeys(issuer: string, jwksUri?: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const find = (): Promise<JWTVerifyGetKey> => {
    const found = locate(issuer, jwksUri).then((url) =>
      createRemoteJWKSet(url, {
        timeoutDuration: timeoutMs,
        cacheMaxAge: 600_000,
        [customFetch]: fetchBounded,
      }),
    );
    found.catch(() => setTimeout(() => (keys = undefined), retryMs).unref());
    return found;
  };
  return async (header, token) => (await (keys ??= find()))(header, token);
}

async function locate(issuer: string, jwksUri: string | undefined): Promise<URL> {
  if (jwksUri !== undefined) return secure(jwksUri);
  const signal = AbortSignal.timeout(timeoutMs);
  const causes: unknown[] = [];
  for (const url of metadataUrls(issuer)) {
    try {
      const response = await fetchBounded(url, { redirect: "error", signal });
      if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
      const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
      // RFC 8414 §3.3: metadata of another issuer must not be used.
      if (metadata.issuer !== issuer) throw new Error(`${url.href} is of another issuer`);
      return secure(String(metadata.jwks_uri));
    } catch (error) {
      causes.push(error);
    }
  }
  throw new AggregateError(causes, `no metadata of the issuer ${issuer}`);
}

/** Where an issuer's metadata may be, in the order that the MCP authorization specification gives. */
function metadataUrls(issuer: string): URL[] {
  const { pathname } = secure(issuer);
  const path = pathname.replace(/\/$/, "");
  return [
    new URL(`/.well-known/oauth-authorization-server${path}`, issuer),
    new URL(`/.well-known/openid-configuration${path}`, issuer),
    new URL(`${path}/.well-known/openid-configuration`, issuer),
  ];
}

/** Keys over plain HTTP are keys of whoever sits in between; on loopback nobody does. */
function secure(text: string): URL {
  const url = new URL(text);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol === "https:" || local) return url;
  throw new Error(`${url.origin} must be https`);
}
