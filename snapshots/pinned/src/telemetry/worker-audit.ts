import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Audit, AuditSettings } from "./audit.js";
import { chainTo } from "./audit-chain.js";
import type { Appended } from "./audit-file.js";
import { chainKeys, genesis } from "./chain.js";
import { writeLine } from "./worker-log.js";

/**
 * The audit record as lines among those of the log, since a Worker has no file to append to. Every isolate
 * writes a chain of its own, which `chain` in each record tells from the others.
 */
export const openWorkerAudit = (
  { key, onFailure }: Required<Omit<AuditSettings, "file">>,
  log: Logger,
): Audit => {
  const append = (lines: readonly string[]): Appended => {
    for (const line of lines) writeLine(line);
    return { whole: lines.length };
  };
  const start = {
    keys: chainKeys(key),
    link: genesis,
    id: randomUUID(),
    atEndOfTurn: queueMicrotask,
  };
  return chainTo({ append, torn: () => 0, close: () => {} }, start, onFailure, log);
};
