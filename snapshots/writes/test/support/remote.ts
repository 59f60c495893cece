const variables: readonly string[] = [
  "DATABASE_URL",
  "DESK_DATABASE_URL",
  "JOURNAL_DATABASE_URL",
  "SHOP_DATABASE_URL",
];

/** The databases of the tests' own environment, for the servers that tests start. */
export const remoteEnv: Readonly<Record<string, string>> = Object.fromEntries(
  variables.map((name) => [name, process.env[name] ?? ""]),
);

/** Tests that need a database are skipped where its variable is not set. */
export const hasRemote = variables.every((name) => remoteEnv[name] !== "");
