import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** What may go out. */
export const answerControls = ({ has, over }: Facts): readonly Candidate[] => [
  {
    id: "errors",
    when: true,
    area: "answers",
    title: "Errors tell a code, and nothing of the inside",
    statement:
      "No message of a driver, statement, path, stack or secret reaches a caller: a code, a sentence, and the id under which the log has the cause.",
    enforcedIn: ["src/guard/errors.ts"],
    tests: [
      ...over("tells nothing of an unforeseen error but the id under which the log has it"),
      ...only(
        has.http,
        provedBy(
          "test/abuse.test.ts",
          "what a tool throws stays inside: no secret, statement, path or stack crosses",
        ),
      ),
    ],
    soc2: ["CC6.7"],
    iso: ["A.8.12", "A.8.28"],
  },
  {
    id: "untrusted-text",
    when: has.untrusted,
    area: "answers",
    title: "Text from outside is marked as data",
    statement:
      "It stands within a mark that is random for each answer, so that it can neither know nor close it, and says where it comes from.",
    enforcedIn: ["src/guard/fence.ts"],
    tests: [
      ...over("marks what comes from outside as data, with a mark that it can neither know nor close"),
      ...only(
        has.http,
        provedBy("test/abuse.test.ts", "no text of an outside content block comes without its fence"),
      ),
    ],
    soc2: ["CC6.8"],
    iso: ["A.8.26"],
  },
  {
    id: "unseen-characters",
    when: true,
    area: "answers",
    title: "Nothing invisible gets through",
    statement:
      "Control, bidirectional, zero-width and tag characters are written out in results, logs and records.",
    enforcedIn: ["src/guard/clean.ts", "src/guard/shape.ts"],
    tests: has.http
      ? [
          provedBy(
            "test/abuse.test.ts",
            "… in a result is written out",
            "nothing invisible gets into the log or the audit trail",
          ),
        ]
      : over("marks what comes from outside as data, with a mark that it can neither know nor close"),
    soc2: ["CC6.8"],
    iso: ["A.8.26", "A.8.28"],
  },
  {
    id: "no-shared-state",
    when: true,
    area: "answers",
    title: "Callers get their own answers",
    statement: "No state is kept between calls, and nobody can end or read the call of another.",
    enforcedIn: ["src/guard/guard.ts", "src/server.ts"],
    tests: [
      ...over("keeps no state between callers: concurrent calls get their own answers"),
      ...only(
        has.http,
        provedBy("test/abuse.test.ts", "nobody ends the call of another by naming its id"),
        provedBy("test/edge.test.ts", "does not let caches or content sniffing at its answers"),
      ),
    ],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.8.3", "A.8.12"],
  },
  {
    id: "metrics-and-traces",
    when: has.metrics || has.tracing,
    area: "answers",
    title: "What is measured names no caller and no data",
    statement: [
      ...only(has.metrics, "Metrics have labels of the contract only, on an address of their own."),
      ...only(has.tracing, "Traces hold no argument, result or caller."),
    ].join(" "),
    enforcedIn: [
      ...only(has.metrics, "src/telemetry/metrics.ts", "src/telemetry/metrics-server.ts"),
      ...only(has.metrics && has.upstream, "src/telemetry/upstream-metrics.ts"),
      ...only(has.tracing, "src/telemetry/tracing.ts"),
    ],
    tests: [
      ...only(
        has.metrics,
        provedBy(
          "test/metrics.test.ts",
          "have no label that a caller can choose",
          "have a bounded number of codes, whatever handlers make up",
          "answers for its one path, and to those who read",
          "refuses a page that rebound its name to loopback",
        ),
      ),
      ...only(
        has.metrics && has.upstream,
        provedBy(
          "test/upstream-metrics.test.ts",
          "hold nothing that a service, its address or a caller says",
        ),
      ),
      ...only(
        has.tracing,
        provedBy("test/tracing.test.ts", "holds no argument, result, caller or cause of an error"),
      ),
    ],
    soc2: ["CC6.7", "CC7.2"],
    iso: ["A.8.12", "A.8.16"],
  },
];
