import type { Logger } from "pino";
import type { Arguments } from "../guard/tool.js";

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
  /** False: a record could not be written, `onFailure` is `deny`, and it still cannot. */
  readonly accepts: () => boolean;
  /** Appends one record. False: it was not written, and the call must not be answered as if it had been. */
  readonly write: (event: AuditEvent) => boolean;
  /** Keyed hash of a text, as `hmac:…`: equal texts can be matched, the text cannot be found. */
  readonly hash: (text: string) => string;
  /** Logs the last anchor and closes the file. */
  readonly close: () => void;
}

export declare function openAudit(settings: AuditSettings, log: Logger): Audit;
