import { createHash, randomBytes } from "node:crypto";
import type { Credentials } from "./http.js";

/** A key for these tests alone. */
export const credentials = async (scopes: readonly string[]): Promise<Credentials> => {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest("hex");
  return { env: { API_KEYS: `tests:${hash}:${scopes.join("+")}` }, token, close: () => {} };
};
