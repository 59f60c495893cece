import { createHash, timingSafeEqual } from "node:crypto";
import type { Principal } from "../guard/call.js";
import type { Auth } from "./auth.js";
import { bearerToken, insufficientScope, invalidToken } from "./bearer.js";

/** One key that is accepted. The key itself is nowhere, only its hash. */
export interface ApiKey {
  readonly name: string;
  /** SHA-256. Enough for 256 random bits: a slow hash is for secrets that people choose. */
  readonly hash: Buffer;
  readonly scopes: readonly string[];
}

const form = /^(?<name>[A-Za-z0-9._-]{1,64}):(?<hash>[0-9a-f]{64})(?::(?<scopes>\S*))?$/;

/**
 * Reads `API_KEYS`: entries `name:sha256hex[:scope+scope]`, separated by commas or line ends, as
 * `scripts/mint-api-key.mjs` prints them. Throws an error that names the bad entry by its position.
 */
export function parseApiKeys(text: string): readonly ApiKey[] {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== "");
  const keys = entries.map((entry, index): ApiKey => {
    const { name, hash, scopes } = form.exec(entry)?.groups ?? {};
    if (name === undefined || hash === undefined) {
      throw new Error(`entry ${index + 1} is not name:sha256hex[:scope+scope]`);
    }
    return {
      name,
      hash: Buffer.from(hash, "hex"),
      scopes: (scopes ?? "").split("+").filter(Boolean),
    };
  });
  if (keys.length === 0) throw new Error("no key: make one with `npm run mint-api-key -- NAME`");
  const names = new Set(keys.map(({ name }) => name));
  if (names.size < keys.length) throw new Error("two keys have the same name");
  return keys;
}

/** Callers send a key as a bearer token; its name is the principal. */
export function apiKeyAuth(keys: readonly ApiKey[]): Auth {
  return {
    kind: "apiKeys",
    authenticate: async ({ authorization }) => {
      const token = bearerToken(authorization, {});
      if ("refusal" in token) return token;
      const principal = findKey(keys, token.value);
      return principal === undefined ? { refusal: invalidToken({}) } : { value: principal };
    },
    insufficientScope: (needed) => insufficientScope({}, needed),
    documents: {},
  };
}

/** Compares with every key, in a time that depends neither on which one fits nor on how much of it. */
function findKey(keys: readonly ApiKey[], token: string): Principal | undefined {
  const hash = createHash("sha256").update(token).digest();
  let found: Principal | undefined;
  for (const key of keys) {
    if (timingSafeEqual(key.hash, hash)) found = { id: `client:${key.name}`, scopes: key.scopes };
  }
  return found;
}
