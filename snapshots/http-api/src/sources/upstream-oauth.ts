import { ToolError } from "../guard/errors.js";
import type { Egress } from "./egress.js";
import { readBody, readValue } from "./upstream-body.js";
import type { Credential } from "./upstream-credential.js";

export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  readonly audience?: string;
}

interface Token {
  readonly value: string;
  /** On `now`'s clock, in ms. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

const requestMs = 10_000;
const mostBytes = 64 * 1024;
/** RFC 6749 §5.1 lets a server leave it out. */
const defaultSeconds = 300;
/** A token is renewed so long before it expires, or for the last tenth of a short life. */
const marginMs = 60_000;

const refused = (cause: unknown): ToolError =>
  new ToolError("UPSTREAM_DENIED", "The service does not accept this server's credentials.", {
    cause,
  });

/** RFC 6749 §2.3.1: both parts are form-encoded before they become HTTP Basic. */
const basicOf = ({ clientId, clientSecret }: ClientCredentials): string => {
  const encode = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
  return Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64");
};

const tokenOf = (answer: unknown, now: number): Token => {
  const {
    access_token: value,
    token_type: type,
    expires_in: seconds,
  } = (answer ?? {}) as Record<string, unknown>;
  const isToken = typeof value === "string" && /^[\x21-\x7e]{1,8192}$/.test(value);
  if (!isToken || (type !== undefined && !/^bearer$/i.test(String(type)))) {
    throw refused({ name: "BadTokenAnswer" });
  }
  const given = Number(seconds ?? defaultSeconds);
  const lifeMs = (Number.isFinite(given) && given > 0 ? given : defaultSeconds) * 1_000;
  return {
    value,
    renewAt: now + lifeMs - Math.min(marginMs, lifeMs / 10),
    expiresAt: now + lifeMs,
  };
};

/**
 * An access token by the client credentials grant (RFC 6749 §4.4): kept for all calls until shortly before it
 * expires, and asked for again after a 401. Calls that wait for it share one request where requests outlive calls.
 */
export const clientCredentials = (
  client: ClientCredentials,
  egress: Egress,
  now: () => number = () => performance.now(),
): Credential => {
  let token: Token | undefined;
  let asking: Promise<Token> | undefined;

  const request = async (): Promise<Token> => {
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    if (client.scope !== undefined) body.set("scope", client.scope);
    if (client.audience !== undefined) body.set("audience", client.audience);
    const answer = await egress.fetch(new URL(client.tokenUrl), {
      method: "POST",
      headers: {
        authorization: `Basic ${basicOf(client)}`,
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
      },
      body: String(body),
      // Not a caller's: others wait for the same token.
      signal: AbortSignal.timeout(requestMs),
    });
    const bytes = await readBody(answer, mostBytes);
    if (answer.status >= 500) throw new Error("The token endpoint failed.");
    if (answer.status < 200 || answer.status > 299)
      throw refused({ name: "TokenRefused", code: answer.status });
    return tokenOf(readValue(bytes, answer.headers.get("content-type")), now());
  };

  const renewed = async (): Promise<Token> => (token = await request());

  const ask = (): Promise<Token> => {
    if (!egress.outlivesCalls) return renewed();
    return (asking ??= renewed().finally(() => {
      asking = undefined;
    }));
  };

  const current = async (): Promise<Token> => {
    if (token !== undefined && now() < token.renewAt) return token;
    try {
      return await ask();
    } catch (error) {
      // The old one is good for a while yet.
      if (token !== undefined && now() < token.expiresAt) return token;
      throw error;
    }
  };

  const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      const abandon = (): void => reject(signal.reason);
      signal.addEventListener("abort", abandon, { once: true });
      if (signal.aborted) abandon();
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abandon));
    });

  return {
    headers: async (signal) => {
      const { value } = await unlessAborted(current(), signal);
      return { authorization: `Bearer ${value}` };
    },
    renew: ({ authorization }) => {
      // Somebody else's 401 may have brought a new one already.
      if (authorization === `Bearer ${token?.value}`) token = undefined;
      return true;
    },
  };
};
