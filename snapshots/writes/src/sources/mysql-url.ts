import type { EnvironmentReader } from "../environment.js";
import { parseAddress } from "./mysql-address.js";

/**
 * The address of a database from a variable, or, because it may hold a password, from the file that
 * `NAME_FILE` names.
 */
export const mysqlUrl = (env: EnvironmentReader, name: string): string => {
  const url = env.secret(name, { required: true });
  if (url !== undefined && parseAddress(url) === undefined) {
    env.problem(
      name,
      "must be an address such as mysql://user:password@host:3306/database, with no option but ssl-mode.",
    );
  }
  return url ?? "";
};
