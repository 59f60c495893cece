import { provedBy, type Candidate } from "./control.js";
import type { Facts } from "./facts.js";

/** What is on record. */
export const recordControls = ({ over }: Facts): readonly Candidate[] => [
  {
    id: "record-of-each-call",
    when: true,
    area: "records",
    title: "One log line and one audit record for each call",
    statement:
      "Whatever its end: answered, refused, failed, out of time or crashed. The record is in the file before the caller has its answer.",
    enforcedIn: ["src/guard/record.ts", "src/telemetry/audit.ts", "src/telemetry/audit-file.ts"],
    tests: [
      ...over(
        "answers a call, and writes one log line and one audit record that share its id",
        "answers an unknown tool with a protocol error, and records the attempt",
        "writes exactly one log line and one audit record for every end",
      ),
      provedBy(
        "test/audit.test.ts",
        "of each of many calls at once",
        "of a call that is refused without being run",
        "and without a record there is no answer",
      ),
    ],
    soc2: ["CC7.2", "CC7.3"],
    iso: ["A.8.15", "A.5.28"],
  },
  {
    id: "sealed-records",
    when: true,
    area: "records",
    title: "Records that were edited, removed or moved are found",
    statement:
      "Each is sealed together with the one before it; anchors in the log show a trail that was cut off. `npm run audit:verify` looks.",
    enforcedIn: ["src/telemetry/chain.ts", "src/telemetry/audit-chain.ts", "src/audit-verify.ts"],
    tests: [
      provedBy(
        "test/audit.test.ts",
        "is whole as it was written, one record for each call",
        "shows that a record was …",
        "shows that all of it was written anew with another key",
      ),
    ],
    soc2: ["CC7.2", "CC7.3"],
    iso: ["A.5.33", "A.5.28", "A.8.24"],
  },
  {
    id: "redaction",
    when: true,
    area: "records",
    title: "What the spec redacts is in no log and no record",
    statement: "A keyed hash of the arguments lets equal calls be matched all the same.",
    enforcedIn: ["src/guard/redact.ts"],
    tests: over("keeps redacted arguments out of the log and the audit record"),
    soc2: ["CC6.7"],
    iso: ["A.8.11", "A.8.15"],
  },
];
