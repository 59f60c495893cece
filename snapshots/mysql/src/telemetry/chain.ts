import { timingSafeEqual } from "node:crypto";
import { hmac, hmacKey, type HmacKey } from "./hmac.js";
import { timestamp } from "./timestamp.js";

/** Where a chain of records stands. Kept elsewhere (the log), it is an anchor: proof of how far it went. */
export interface Link {
  /** Number of the record, from 1. */
  readonly seq: number;
  readonly mac: string;
}

/** Before the first record. */
export const genesis: Link = { seq: 0, mac: "0".repeat(64) };

const ending = /,"mac":"([0-9a-f]{64})"\}$/;

export interface ChainKeys {
  readonly seal: HmacKey;
  readonly hash: HmacKey;
}

/**
 * One secret, two keys: hashes are made of text that callers choose, so that with one key a caller could have
 * the server make the `mac` of a record that the caller forged.
 */
export const chainKeys = (secret: string): ChainKeys => ({
  seal: hmacKey(secret, "audit chain"),
  hash: hmacKey(secret, "argument hash"),
});

/** A record, and what it is a record of. */
export interface Sealable {
  readonly event: "call" | "recovered";
  /** Never empty. */
  readonly record: object;
}

const headAfter = ({ seq, mac }: Link): string => `{"seq":${seq + 1},"prev":"${mac}","ts":"`;

/** Whether a line is how the record after a link begins, and not how any ends: it was not written to its end. */
export const isTornAfter = (after: Link, line: string): boolean => {
  const head = headAfter(after);
  return !ending.test(line) && (line.startsWith(head) || head.startsWith(line));
};

/**
 * Writes a record as the next line of the chain. `mac` covers every byte of the line before it, and with
 * `prev` the whole chain, so that a line edited, removed, added or moved shows.
 */
export const seal = (
  keys: ChainKeys,
  after: Link,
  { event, record }: Sealable,
): { readonly line: string; readonly link: Link } => {
  const seq = after.seq + 1;
  // As text, which costs less than putting the members of `record` into another object.
  const head = `${headAfter(after)}${timestamp()}","event":"${event}"`;
  const body = `${head},${JSON.stringify(record).slice(1)}`;
  const mac = hmac(keys.seal, body);
  return { line: `${body.slice(0, -1)},"mac":"${mac}"}`, link: { seq, mac } };
};

/** A line whose `mac` is right. */
export interface Sealed extends Link {
  readonly prev: string;
  /** Set by the record that follows lines which were not written to their ends: how many bytes of them are there. */
  readonly torn?: number;
}

/** Checks one line by itself. */
export const unseal = (keys: ChainKeys, line: string): Sealed | undefined => {
  const mac = ending.exec(line)?.[1];
  if (mac === undefined) return undefined;
  const body = `${line.slice(0, -`,"mac":"${mac}"}`.length)}}`;
  if (!timingSafeEqual(Buffer.from(hmac(keys.seal, body)), Buffer.from(mac))) return undefined;
  const { seq, prev, torn } = JSON.parse(body) as Sealed;
  return { seq, prev, mac, ...(torn !== undefined && { torn }) };
};

export interface Verdict {
  /** Records whose `mac` is right. */
  readonly records: number;
  readonly last: Link;
  /** What is wrong and at which line. Empty: the chain is whole. */
  readonly problems: readonly string[];
}

/**
 * Checks a whole chain. What it cannot see by itself is a tail that was cut off, or a chain written anew by
 * somebody with the key: compare anchors from the log for those.
 */
export const verifyChain = async (
  keys: ChainKeys,
  lines: AsyncIterable<string> | Iterable<string>,
  anchors: readonly Link[] = [],
): Promise<Verdict> => {
  const problems: string[] = [];
  const wanted = new Map(anchors.map(({ seq, mac }) => [seq, mac]));
  let last = genesis;
  let records = 0;
  let number = 0;
  let torn: { readonly line: number; readonly bytes: number } | undefined;

  for await (const line of lines) {
    number++;
    const sealed = unseal(keys, line);
    if (sealed === undefined) {
      const bytes = Buffer.byteLength(line);
      torn = { line: torn?.line ?? number, bytes: (torn?.bytes ?? 0) + bytes };
      continue;
    }
    if (torn !== undefined && sealed.torn !== torn.bytes) {
      problems.push(`line ${torn.line}: edited, or not a record`);
    }
    torn = undefined;
    if (sealed.seq !== last.seq + 1) {
      problems.push(`line ${number}: record ${sealed.seq} follows record ${last.seq}`);
    } else if (sealed.prev !== last.mac) {
      problems.push(`line ${number}: record ${sealed.seq} does not belong to the record before it`);
    }
    const anchor = wanted.get(sealed.seq);
    if (anchor !== undefined && anchor !== sealed.mac) {
      problems.push(`line ${number}: record ${sealed.seq} is not the one that the log anchored`);
    }
    last = { seq: sealed.seq, mac: sealed.mac };
    records++;
  }
  if (torn !== undefined) problems.push(`line ${torn.line}: edited, cut short, or not a record`);
  const furthest = Math.max(0, ...wanted.keys());
  if (furthest > last.seq) {
    problems.push(
      `the end: records ${last.seq + 1} to ${furthest} are missing, the log anchored them`,
    );
  }
  return { records, last, problems };
};
