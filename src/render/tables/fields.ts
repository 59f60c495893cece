/** What a call leaves behind. */
import type { ServerModel } from "../../spec/model.js";
import type { Table } from "./table.js";

/** Fields of the log and the audit record. */
export const fieldTable = ({ telemetry, majors }: ServerModel): Table => ({
  header: ["Field", "Where", "What it says"],
  rows: [
    ["`call`", "log, audit, answer", "Id of the call; the same in all three, so one leads to the others"],
    ["`tool`", "log, audit", "Which tool"],
    ...(majors === undefined ? [] : [["`api`", "log, audit", "Of which major"]]),
    ["`deprecated`", "log, audit", "`true` if that tool, or that name of it, is to go"],
    [
      "`principal`",
      "log, audit",
      "Who called: from the credential or the process owner, never from an argument",
    ],
    ["`transport`", "log, audit", "`stdio` or `http`"],
    ["`outcome`", "log, audit", "`ok`, `refused`, `failed`, `timeout`, `cancelled` or `crash`"],
    ["`code`", "log, audit", "The code that the caller was given, if the call did not end well"],
    ["`ms`", "log, audit", "How long it took, in milliseconds"],
    ["`rows`, `bytes`, `truncated`", "log, audit", "How much went out, and whether a limit cut it short"],
    ...(telemetry.tracing
      ? [["`trace_id`", "log, audit", "Trace that the call belongs to, if it is traced"]]
      : []),
    ["`err`", "log", "The cause of a failure; it never goes to the caller"],
    ["`contract`", "audit, `ready` in log", "Hash of the tools' definitions that were in force"],
    ["`args`", "audit", "The arguments, with what the spec redacts as `[redacted]`"],
    ["`argsHash`", "audit", "Keyed hash of the arguments as they were: equal calls can be matched"],
    ["`seq`, `prev`, `mac`", "audit", "Number of the record, seal of the one before, seal of this one"],
  ],
});
