import type { Logger } from "pino";
import type { Audit, AuditEvent, AuditSettings } from "./audit.js";
import type { Appended, Sink } from "./audit-file.js";
import { seal, type ChainKeys, type Link, type Sealable } from "./chain.js";
import { hmac } from "./hmac.js";

const recordsPerAnchor = 1_000;

export interface ChainStart {
  readonly keys: ChainKeys;
  readonly link: Link;
  /** Tells this chain from others that are written to the same place. */
  readonly id?: string;
  /** Has something done at the end of this turn of the event loop. Default: `setImmediate`. */
  readonly atEndOfTurn?: (work: () => void) => void;
}

/** The records of one turn, and how many of them were written, from the first on. */
interface Turn {
  readonly events: AuditEvent[];
  readonly kept: Promise<number>;
  readonly settle: (kept: number) => void;
}

const newTurn = (): Turn => {
  let settle: Turn["settle"] = () => {};
  const kept = new Promise<number>((resolve) => (settle = resolve));
  return { events: [], kept, settle };
};

/**
 * Appends records to a chain and notes in the log, every so often, how far the chain goes. What comes in one
 * turn of the event loop is written at once: under load each write costs more than sealing its record.
 */
export const chainTo = (
  sink: Sink,
  { keys, link: start, id, atEndOfTurn = setImmediate }: ChainStart,
  onFailure: AuditSettings["onFailure"],
  log: Logger,
): Audit => {
  let link = start;
  let turn: Turn | undefined;
  let failing = false;
  let failures = 0;

  const inChain = (record: object): object =>
    id === undefined ? record : { ...record, chain: id };

  const anchor = (event: string, { seq, mac }: Link): void =>
    log.info(inChain({ event, seq, mac }));

  /** Continues the chain as far as the sink takes it. */
  const append = (records: readonly Sealable[]): Appended => {
    let end = link;
    const sealed = records.map((record) => {
      const { line, link: after } = seal(keys, end, record);
      end = after;
      return { line, after };
    });
    const appended = sink.append(sealed.map(({ line }) => line));
    const written = sealed.slice(0, appended.whole);
    link = written.at(-1)?.after ?? link;
    for (const { after } of written) {
      if (after.seq % recordsPerAnchor === 0) anchor("audit_anchor", after);
    }
    return appended;
  };

  /** Records the events of a turn. Returns how many of them, from the first on, must count as recorded. */
  const keep = (events: readonly AuditEvent[]): number => {
    // A line that was cut short stays, as evidence; the next record says that it is there.
    const torn = sink.torn();
    const repair: readonly Sealable[] =
      torn > 0 ? [{ event: "recovered", record: inChain({ torn }) }] : [];
    const calls = events.map((event): Sealable => ({ event: "call", record: inChain(event) }));
    const { whole, error } = append([...repair, ...calls]);
    if (error !== undefined && !failing)
      log.error({ event: "audit_failed", onFailure, err: error });
    failing = error !== undefined;
    const kept = Math.max(0, whole - repair.length);
    failures += events.length - kept;
    return onFailure === "warn" ? events.length : kept;
  };

  const flush = (): void => {
    if (turn === undefined) return;
    const { events, settle } = turn;
    turn = undefined;
    settle(keep(events));
  };

  const write = async (event: AuditEvent): Promise<boolean> => {
    if (turn === undefined) {
      turn = newTurn();
      atEndOfTurn(flush);
    }
    const place = turn.events.push(event);
    return place <= (await turn.kept);
  };

  anchor("audit_open", link);
  return {
    accepts: () => !failing || onFailure === "warn",
    write,
    flush,
    failures: () => failures,
    hash: (text) => `hmac:${hmac(keys.hash, text)}`,
    close: () => {
      flush();
      anchor("audit_close", link);
      sink.close();
    },
  };
};
