/**
 * Ends of names that the public DNS does not have, and that lead, if anywhere, to something nearby: special-use names
 * (RFC 6761, 6762, 7686, 8375, 9476), those that ICANN leaves to private use, and those that networks use all the same.
 */
const privateEnds = new Set(
  `alt arpa corp example home internal intranet invalid lan local localdomain localhost mail onion private
  test`.split(/\s+/),
);

/** Of at least two labels, the last of which is neither a number nor private. */
const isPublicName = (hostname: string): boolean => {
  const labels = hostname.split(".");
  const end = labels.at(-1) ?? "";
  const isName = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(end);
  return isName && labels.length > 1 && !privateEnds.has(end);
};

/**
 * The rule in a Worker: why no requests go to a URL, or `undefined`. Completes "must be". A Worker cannot look at
 * addresses when it connects, so what is one, or is surely not public, is refused by its spelling.
 */
export const workerUrl = ({ protocol, hostname }: URL): string | undefined => {
  if (protocol !== "https:") {
    return "an https:// address: what a Worker sends crosses the public Internet";
  }
  return isPublicName(hostname)
    ? undefined
    : "an address with a public name, such as https://api.example.com/v1: Workers reach nothing else";
};
