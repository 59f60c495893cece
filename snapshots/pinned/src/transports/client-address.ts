import { isIP } from "node:net";

/**
 * The address of the client, behind so many proxies of our own. Each of them appends the address that it
 * was called from to `X-Forwarded-For`, so the last so many entries are true and all before them are
 * whatever the client wrote. Without proxies the header is not looked at.
 * @param peer Whoever opened the connection: the last of the proxies, if there are any.
 * @param forwarded All lines of `X-Forwarded-For`.
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string | undefined {
  if (proxies === 0 || forwarded === undefined) return peer;
  const hops = forwarded.split(",").slice(-proxies);
  // What is no address was not written by a proxy of ours; then only what comes after it is.
  const known = hops.map(addressIn);
  return known[known.lastIndexOf(undefined) + 1] ?? peer;
}

/** Some proxies add the port, and the brackets that IPv6 needs for one. */
function addressIn(entry: string): string | undefined {
  const text = entry.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? undefined : bare;
}
