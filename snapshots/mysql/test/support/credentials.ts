import type { Credentials } from "./http.js";

/** This server asks for none. */
export const credentials = async (_scopes: readonly string[]): Promise<Credentials> => ({
  env: {},
  close: () => {},
});
