import { randomBytes } from "node:crypto";
import { pino, type Logger } from "pino";
import type { Arguments } from "../guard/tool.js";
import { fileSink, keyBeside, tailOf, type Sink } from "./audit-file.js";
import { chainKeys, genesis, hmac, seal, type ChainKeys, type Link } from "./chain.js";
import { lockFirstFree } from "./lock.js";

export interface AuditSettings {
  /** Path of the file, or `-` for stderr. */
  readonly file: string;
  /** Key of the chain. Absent: one is made and kept beside the file, which production must not rely on. */
  readonly key?: string;
  /** When a record cannot be written: refuse calls, or go on with a warning in the log. */
  readonly onFailure: "deny" | "warn";
}

/** What happened to one call. Every field is safe to keep: arguments are redacted before they come here. */
export interface AuditEvent {
  readonly call: string;
  readonly tool: string;
  readonly contract: string;
  readonly principal: string;
  readonly transport: string;
  readonly trace_id?: string;
  readonly args?: Arguments;
  /** Keyed hash of the arguments as they were. */
  readonly argsHash?: string;
  readonly outcome: string;
  readonly code?: string;
  readonly ms: number;
  readonly rows?: number;
  readonly bytes?: number;
  readonly truncated?: boolean;
}

export interface Audit {
  /** False: the last record could not be written and `onFailure` is `deny`. */
  readonly accepts: () => boolean;
  /** Appends one record. False: it was not written, and the call must not be answered as if it had been. */
  readonly write: (event: AuditEvent) => boolean;
  /** Records that could not be written so far. */
  readonly failures: () => number;
  /** Keyed hash of a text, as `hmac:…`: equal texts can be matched, the text cannot be found. */
  readonly hash: (text: string) => string;
  /** Logs the last anchor and closes the file. */
  readonly close: () => void;
}

const recordsPerAnchor = 1_000;

export interface ChainStart {
  readonly keys: ChainKeys;
  readonly link: Link;
}

/** Appends records to a chain and notes in the log, every so often, how far the chain goes. */
export const chainTo = (
  sink: Sink,
  { keys, link: start }: ChainStart,
  onFailure: AuditSettings["onFailure"],
  log: Logger,
): Audit => {
  let link = start;
  let failing = false;
  let failures = 0;

  const anchor = (event: string): void => log.info({ event, seq: link.seq, mac: link.mac });

  const append = (record: Readonly<Record<string, unknown>>): void => {
    const sealed = seal(keys, link, record);
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

const stderrSink = (): Sink => {
  // pino waits when the reader of the pipe is slow, where a plain write would fail with EAGAIN.
  const stderr = pino.destination({ dest: 2, sync: true });
  return { append: (line) => stderr.write(`${line}\n`), torn: () => 0, close: () => {} };
};

/**
 * Opens the audit record: JSON lines, each sealed with a key over itself and the line before, going on where
 * the last run stopped. Throws when the file cannot be written or its last record is not right.
 */
export const openAudit = (settings: AuditSettings, log: Logger): Audit => {
  const { file, key, onFailure } = settings;
  if (file === "-") {
    const keys = chainKeys(key ?? randomBytes(32).toString("hex"));
    return chainTo(stderrSink(), { keys, link: genesis }, onFailure, log);
  }
  const lock = lockFirstFree(file);
  const keys = chainKeys(key ?? keyBeside(lock.file));
  const { link, torn } = tailOf(lock.file, keys);
  const sink = fileSink(lock.file, torn);
  const close = (): void => {
    sink.close();
    lock.release();
  };
  return chainTo({ ...sink, close }, { keys, link }, onFailure, log);
};
