import type { Logger } from "pino";
import type { Audit, AuditEvent, AuditSettings } from "./audit.js";
import type { Sink } from "./audit-file.js";
import { hmac, seal, type ChainKeys, type Link } from "./chain.js";

const recordsPerAnchor = 1_000;

export interface ChainStart {
  readonly keys: ChainKeys;
  readonly link: Link;
  /** Tells this chain from others that are written to the same place. */
  readonly id?: string;
}

/** Appends records to a chain and notes in the log, every so often, how far the chain goes. */
export const chainTo = (
  sink: Sink,
  { keys, link: start, id }: ChainStart,
  onFailure: AuditSettings["onFailure"],
  log: Logger,
): Audit => {
  let link = start;
  let failing = false;
  let failures = 0;

  const chain = id === undefined ? {} : { chain: id };

  const anchor = (event: string): void =>
    log.info({ event, ...chain, seq: link.seq, mac: link.mac });

  const append = (record: Readonly<Record<string, unknown>>): void => {
    const sealed = seal(keys, link, { ...chain, ...record });
    sink.append(sealed.line);
    link = sealed.link;
    if (link.seq % recordsPerAnchor === 0) anchor("audit_anchor");
  };

  const write = (event: AuditEvent): boolean => {
    try {
      // A line that was cut short stays, as evidence; the next record says that it is there.
      if (sink.torn() > 0) append({ event: "recovered", torn: sink.torn() });
      append({ event: "call", ...event });
      failing = false;
      return true;
    } catch (error) {
      if (!failing) log.error({ event: "audit_failed", onFailure, err: error });
      failing = true;
      failures++;
      return onFailure === "warn";
    }
  };

  anchor("audit_open");
  return {
    accepts: () => !failing || onFailure === "warn",
    write,
    failures: () => failures,
    hash: (text) => `hmac:${hmac(keys.hash, text)}`,
    close: () => {
      anchor("audit_close");
      sink.close();
    },
  };
};
