import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, type Dispatcher } from "undici";
import type { AddressPolicy } from "./upstream-address.js";

/** A connection that the spec does not allow. Nothing has been sent. */
export class EgressError extends Error {
  readonly code = "EGRESS_REFUSED";

  constructor(what: "address" | "origin") {
    super(`This ${what} is not one that the server may connect to.`);
    this.name = "EgressError";
  }
}

export interface Egress {
  /** Such as `https://api.example.com`: these and no others, exactly. */
  readonly origins: readonly string[];
  readonly permits: AddressPolicy;
  readonly connections: number;
  /** How names are resolved. Default: as the system does. */
  readonly lookup?: LookupFunction;
}

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
 * The only way out of the server to an HTTP API. Addresses are checked when a connection is made, because a
 * name that was checked earlier may resolve to another address by then (DNS rebinding); an address in place of
 * a name is checked by itself, because nobody looks it up.
 */
export const openEgress = (egress: Egress): Dispatcher => {
  const { origins, permits, connections, lookup = systemLookup as LookupFunction } = egress;
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
  return new Agent({ connect, connections, maxHeaderSize: 16 * 1024 });
};
