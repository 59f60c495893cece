import type { EnvironmentReader } from "../environment.js";

const isAddress = (text: string): boolean =>
  /^rediss?:\/\/./.test(text) && URL.canParse(text) && new URL(text).hostname !== "";

/**
 * The address of the limit store from a variable, or, because it may hold a password, from the file that
 * `NAME_FILE` names.
 */
export const storeUrl = (env: EnvironmentReader, name: string): string => {
  const url = env.secret(name, { required: true });
  if (url !== undefined && !isAddress(url)) {
    env.problem(name, "must be an address such as redis://host:6379/0, or rediss:// for TLS.");
  }
  return url ?? "";
};
