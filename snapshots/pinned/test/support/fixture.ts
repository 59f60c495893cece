import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { createGuard, type Guard } from "../../src/guard/guard.js";
import { memoryLimiter } from "../../src/guard/limiter.js";
import type { Observer } from "../../src/guard/observer.js";
import type { Tool } from "../../src/guard/tool.js";
import { serverFactory, type CreateServer } from "../../src/server.js";
import { openAudit, type Audit } from "../../src/telemetry/audit.js";
import { createLog } from "../../src/telemetry/log.js";
import { parseLines, type Line } from "./lines.js";
import { fixtureTools } from "./tools.js";

/** A server's inside, with the project's own guard around the fixture tools. */
export interface Fixture {
  readonly tools: readonly Tool[];
  readonly guard: Guard;
  readonly createServer: CreateServer;
  readonly log: Logger;
  /** Lines of the log so far, optionally of one event. */
  readonly logged: (event?: string) => readonly Line[];
  /** Records of the audit file so far. */
  readonly audited: () => readonly Line[];
  readonly auditFile: string;
  readonly auditKey: string;
  /** Ends the chain, which anchors it in the log. */
  readonly endAudit: () => void;
  /** Ends it, and removes what it wrote. */
  readonly close: () => void | Promise<void>;
}

const limits = {
  rate: { calls: 10_000, seconds: 60 },
  concurrency: 500,
  timeoutMs: 10_000,
  rows: 1_000,
  bytes: 1024 * 1024,
};

/** Makes what follows the calls of a fixture. */
export type Observers = (audit: Audit) => readonly Observer[];

export function createFixture(observersOf: Observers = () => []): Fixture {
  const folder = mkdtempSync(join(tmpdir(), "mcp-test-"));
  const auditFile = join(folder, "audit.jsonl");
  const auditKey = "a key for tests, 32 characters long";
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  const audit = openAudit({ file: auditFile, key: auditKey, onFailure: "deny" }, log);
  const contract = "sha256:fixture";
  const observers = observersOf(audit);
  const guard = createGuard({
    tools: fixtureTools,
    limits,
    log,
    audit,
    sources: {},
    limiter: memoryLimiter(),
    contract,
    observers,
  });
  const identity = { name: "fixture", title: "Fixture", version: "1.2.3", contract };
  let auditing = true;
  const endAudit = (): void => {
    if (auditing) audit.close();
    auditing = false;
  };

  return {
    tools: fixtureTools,
    guard,
    createServer: serverFactory({ identity, tools: fixtureTools, guard }),
    log,
    logged: (event) =>
      parseLines(lines.join("")).filter((line) => !event || line["event"] === event),
    audited: () => parseLines(readFileSync(auditFile, "utf8")).filter((record) => "tool" in record),
    auditFile,
    auditKey,
    endAudit,
    close: () => {
      endAudit();
      rmSync(folder, { recursive: true });
    },
  };
}
