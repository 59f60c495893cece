import { isIP } from "node:net";
import { addressPolicy } from "./upstream-address.js";
import type { UrlRule } from "./upstream-url.js";

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** The rule under Node, where addresses are looked at again when a connection is made. */
export const nodeUrl: UrlRule = ({ protocol, hostname }, { plainHttp, networks }) => {
  if (protocol === "http:" && !plainHttp && !isLoopback(hostname)) {
    return "an https:// address: anybody on the way could read and change plain HTTP";
  }
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 && !addressPolicy(networks)(bare)) {
    return "a public address, or in a network that the spec allows";
  }
  return undefined;
};
