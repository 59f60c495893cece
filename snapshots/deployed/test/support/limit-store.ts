/**
 * The environment of a server under test: the limit store of the tests' own environment, or none that answers.
 * Then the server counts by itself, whatever the spec says.
 * @param name Of the variable with the store's address.
 */
export const limitStoreEnv = (name: string): Readonly<Record<string, string>> => {
  const url = process.env[name];
  return url === undefined
    ? { [name]: "redis://127.0.0.1:1", LIMIT_STORE_ON_FAILURE: "local" }
    : { [name]: url };
};
