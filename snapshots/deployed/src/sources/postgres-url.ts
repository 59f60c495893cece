import type { EnvironmentReader } from "../environment.js";

const isAddress = (text: string): boolean =>
  /^postgres(?:ql)?:\/\/./.test(text) && URL.canParse(text.replace(/^\w+:/, "http:"));

/**
 * The address of a database from a variable, or, because it may hold a password, from the file that
 * `NAME_FILE` names.
 */
export const postgresUrl = (env: EnvironmentReader, name: string): string =>
  read(env, name, true) ?? "";

const read = (env: EnvironmentReader, name: string, required: boolean): string | undefined => {
  const url = env.secret(name, { required });
  if (url !== undefined && !isAddress(url)) {
    env.problem(name, "must be an address such as postgres://role:password@host:5432/database.");
  }
  return url;
};

/** The same; outside of production there may be none, for an embedded database to take its place. */
export const postgresUrlIfAny = (
  env: EnvironmentReader,
  name: string,
  { production }: { readonly production: boolean },
): string | undefined => read(env, name, production);
