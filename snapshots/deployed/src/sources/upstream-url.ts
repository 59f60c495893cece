import { isIP } from "node:net";
import { addressPolicy } from "./upstream-address.js";

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** Why a text is no address to send requests to; `undefined` when it is one. Completes "must be". */
export const urlProblem = (
  text: string,
  { plainHttp, networks }: { readonly plainHttp: boolean; readonly networks: readonly string[] },
): string | undefined => {
  if (!/^https?:\/\/[^/?#\\]/i.test(text) || !URL.canParse(text)) {
    return "an address such as https://api.example.com/v1";
  }
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return "an address without a user and password";
  if (/[?#]/.test(text)) return "an address without a query and fragment";
  if (protocol === "http:" && !plainHttp && !isLoopback(hostname)) {
    return "an https:// address: anybody on the way could read and change plain HTTP";
  }
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 && !addressPolicy(networks)(bare)) {
    return "a public address, or in a network that the spec allows";
  }
  return undefined;
};
