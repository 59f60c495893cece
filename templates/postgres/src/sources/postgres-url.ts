import type { EnvironmentReader } from "../environment.js";

const isAddress = (text: string): boolean =>
  /^postgres(?:ql)?:\/\/./.test(text) && URL.canParse(text.replace(/^\w+:/, "http:"));

/**
 * The address of a database from a variable, or, because it may hold a password, from the file that
 * `NAME_FILE` names.
 */
export const postgresUrl = (env: EnvironmentReader, name: string): string => {
  const url = env.secret(name, { required: true });
  if (url !== undefined && !isAddress(url)) {
    env.problem(name, "must be an address such as postgres://role:password@host:5432/database.");
  }
  return url ?? "";
};
