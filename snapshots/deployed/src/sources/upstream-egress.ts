import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, fetch } from "undici";
import { EgressError, type Egress, type EgressSettings } from "./egress.js";
import { addressPolicy, type AddressPolicy } from "./upstream-address.js";

/** For a connection to be made, TLS included. */
const connectMs = 4_000;

/** Resolves a name, and refuses it if any of its addresses is refused. */
const guarded =
  (permits: AddressPolicy, lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => permits(address))) {
        return callback(new EgressError("address"), []);
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });

/**
 * The way out under Node. Addresses are checked when a connection is made, because a name that was checked
 * earlier may resolve to another address by then (DNS rebinding); an address in place of a name is checked by
 * itself, because nobody looks it up. No other dispatcher is used, whatever the process has for a default.
 * @param lookup How names are resolved. Default: as the system does.
 */
export const openEgress = (
  { origins, networks, connections }: EgressSettings,
  lookup: LookupFunction = systemLookup as LookupFunction,
): Egress => {
  const permits = addressPolicy(networks);
  const connector = buildConnector({ timeout: connectMs, lookup: guarded(permits, lookup) });
  const connect: buildConnector.connector = (options, callback) => {
    const { protocol, host, hostname } = options;
    if (!origins.includes(`${protocol}//${host}`)) return callback(new EgressError("origin"), null);
    const bare = hostname.replace(/^\[|\]$/g, "");
    if (isIP(bare) !== 0 && !permits(bare)) return callback(new EgressError("address"), null);
    connector(options, (...made) => {
      const [error, socket] = made;
      if (error !== null || permits(socket.remoteAddress ?? "")) return callback(...made);
      socket.destroy();
      callback(new EgressError("address"), null);
    });
  };
  const dispatcher = new Agent({ connect, connections, maxHeaderSize: 16 * 1024 });
  return {
    fetch: (url, request) => fetch(url, { ...request, dispatcher, redirect: "manual" }),
    outlivesCalls: true,
    close: () => dispatcher.destroy(),
  };
};
