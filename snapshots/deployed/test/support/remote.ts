const variables: readonly string[] = ["DATABASE_URL"];
/** Those of databases for which there is no schema to make one in memory from. */
const required: readonly string[] = [];

/** The databases of the tests' own environment, for the servers that tests start. */
export const remoteEnv: Readonly<Record<string, string>> = Object.fromEntries(
  variables.map((name) => [name, process.env[name] ?? ""]),
);

/** Tests that need a database are skipped where its variable is not set. */
export const hasRemote = required.every((name) => remoteEnv[name] !== "");
