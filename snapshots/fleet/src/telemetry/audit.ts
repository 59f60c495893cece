import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { Arguments } from "../guard/tool.js";
import { chainTo } from "./audit-chain.js";
import { fileSink, keyMadeBeside, sinkTo, tailOf } from "./audit-file.js";
import { chainKeys, genesis } from "./chain.js";
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
  /** The tool, or this name of it, is to go. */
  readonly deprecated?: boolean;
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
  /**
   * Appends one record at the end of this turn of the event loop. False: it was not written, and the call must not
   * be answered as if it had been.
   */
  readonly write: (event: AuditEvent) => Promise<boolean>;
  /** Appends at once what waits for the end of the turn. */
  readonly flush: () => void;
  /** Records that could not be written so far. */
  readonly failures: () => number;
  /** Keyed hash of a text, as `hmac:…`: equal texts can be matched, the text cannot be found. */
  readonly hash: (text: string) => string;
  /** Logs the last anchor and closes the file. */
  readonly close: () => void;
}

const stderr = 2;

/** The same record, of which nothing is lost when the process ends within a turn of the event loop. */
const flushedAtExit = (audit: Audit): Audit => {
  process.once("exit", audit.flush);
  const close = (): void => {
    process.off("exit", audit.flush);
    audit.close();
  };
  return { ...audit, close };
};

const openFile = ({ file, key, onFailure }: AuditSettings, log: Logger): Audit => {
  const lock = lockFirstFree(file);
  try {
    const keys = chainKeys(key ?? keyMadeBeside(lock.file));
    const { link, ...ending } = tailOf(lock.file, keys);
    const sink = fileSink(lock.file, ending);
    const close = (): void => {
      sink.close();
      lock.release();
    };
    return flushedAtExit(chainTo({ ...sink, close }, { keys, link }, onFailure, log));
  } catch (error) {
    lock.release(); // or whoever tries again in this process would pass the file over
    throw error;
  }
};

/**
 * Opens the audit record: JSON lines, each sealed with a key over itself and the line before, going on where
 * the last run stopped. Throws a sentence for the operator when the file cannot be written or its last record is
 * not right.
 */
export const openAudit = (settings: AuditSettings, log: Logger): Audit => {
  const { file, key, onFailure } = settings;
  if (file === "-") {
    const keys = chainKeys(key ?? randomBytes(32).toString("hex"));
    const sink = { ...sinkTo(stderr, { torn: 0, isOpen: false }), close: () => {} };
    return flushedAtExit(chainTo(sink, { keys, link: genesis }, onFailure, log));
  }
  try {
    return openFile(settings, log);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new Error(
      `Cannot write the audit trail: ${error.message}. ` +
        "Let the server's user write there, or set AUDIT_FILE.",
      { cause: error },
    );
  }
};
