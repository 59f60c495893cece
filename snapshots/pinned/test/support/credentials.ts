import { audience, startIssuer } from "./issuer.js";
import type { Credentials } from "./http.js";

/** A token of an issuer that runs for these tests alone. */
export const credentials = async (scopes: readonly string[]): Promise<Credentials> => {
  const { url, jwksUri, sign, close } = await startIssuer();
  return {
    env: { JWT_ISSUER: url, JWT_AUDIENCE: audience, JWT_JWKS_URI: jwksUri },
    token: await sign({ scope: scopes.join(" ") }),
    close,
  };
};
