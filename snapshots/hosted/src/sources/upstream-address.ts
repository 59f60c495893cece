import { BlockList, isIP } from "node:net";

/** Whether a connection to an IP address may be made. */
export type AddressPolicy = (address: string) => boolean;

/** IPv4 that is not the public Internet (IANA special-purpose registry, multicast, reserved). */
const special4 = [
  ..."0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12".split(" "),
  ..."192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15".split(" "),
  ..."198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4".split(" "),
];
/** IPv6 that is: global unicast, without Teredo, 6to4 and documentation, which lead or point elsewhere. */
const global6 = ["2000::/3"];
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
/** What a spec may open: loopback and networks of one's own. Never link-local, where clouds keep credentials. */
const private4 = ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const private6 = ["::1/128", "fc00::/7"];

// One list for each family: a rule for `::ffff:0:0/96` in a shared list would match every IPv4 address.
const listOf = (networks: readonly string[], family: "ipv4" | "ipv6"): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits = family === "ipv4" ? "32" : "128"] = network.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};

const isV6 = (network: string): boolean => network.includes(":");

/** Without brackets and zone; IPv4 that is written as IPv6 (`::ffff:7f00:1`) as what it is. */
const plainAddress = (address: string): string => {
  const bare = address.replace(/^\[|\]$|%.*$/g, "");
  if (isIP(bare) !== 6) return bare;
  const { hostname } = new URL(`http://[${bare}]`);
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return bare;
  const parts = [high, low].flatMap((part) => {
    const value = Number.parseInt(part, 16);
    return [value >> 8, value & 255];
  });
  return parts.join(".");
};

/**
 * Public addresses, and those of the networks that the spec names.
 * @param networks Such as `10.20.0.0/16` or `127.0.0.1`.
 */
export const addressPolicy = (networks: readonly string[]): AddressPolicy => {
  const allowed4 = listOf(
    networks.filter((network) => !isV6(network)),
    "ipv4",
  );
  const allowed6 = listOf(networks.filter(isV6), "ipv6");
  const refused4 = listOf(special4, "ipv4");
  const public6 = listOf(global6, "ipv6");
  const refused6 = listOf(special6, "ipv6");
  return (address) => {
    const plain = plainAddress(address);
    switch (isIP(plain)) {
      case 4:
        return allowed4.check(plain, "ipv4") || !refused4.check(plain, "ipv4");
      case 6:
        return (
          allowed6.check(plain, "ipv6") ||
          (public6.check(plain, "ipv6") && !refused6.check(plain, "ipv6"))
        );
      default:
        return false;
    }
  };
};

/** Whether a text is an address or a network (`10.20.0.0/16`) that a spec may open. */
export const isPrivateNetwork = (network: string): boolean => {
  const [, address = "", bits] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const family = isIP(address);
  if (family === 0) return false;
  const most = family === 4 ? 32 : 128;
  const length = bits === undefined ? most : Number(bits);
  if (length > most) return false;
  return (family === 4 ? private4 : private6).some((range) => {
    const name = family === 4 ? "ipv4" : "ipv6";
    return length >= Number(range.split("/")[1]) && listOf([range], name).check(address, name);
  });
};
