import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** How it is made and run. */
export const runningControls = ({ has, over }: Facts): readonly Candidate[] => [
  {
    id: "contract",
    when: true,
    area: "running",
    title: "What is served is the contract on record",
    statement:
      "Tools, schemas, limits and scopes have one hash, which the log and every audit record name. The list is the same bytes at every start, to everybody.",
    enforcedIn: ["src/generated/contract.ts", "src/generated/tools.ts", ".create-mcp-prod/contract.json"],
    tests: [
      provedBy(
        "test/generated/contract.test.ts",
        "the tools are those of the contract",
        "the server names the contract that it serves",
      ),
      ...over("lists the tools in the order of the spec, the same to every client"),
      ...only(
        has.http,
        provedBy("test/generated/http.test.ts", "lists the same bytes after another start, …"),
      ),
    ],
    soc2: ["CC7.1", "CC8.1"],
    iso: ["A.8.9", "A.8.32"],
  },
  {
    id: "older-majors",
    when: has.olderMajors,
    area: "running",
    title: "Older majors are what was released, to the byte",
    statement:
      "Definitions, limits, caps and scopes are those of the last release of each major, whatever becomes of the newest; the audit record names the major.",
    enforcedIn: ["src/majors.ts", "src/guard/major.ts"],
    tests: [
      provedBy(
        "test/generated/majors.test.ts",
        "its tools are defined byte for byte as they were",
        "… keeps its limits, caps and scopes",
      ),
    ],
    soc2: ["CC7.1", "CC8.1"],
    iso: ["A.8.9", "A.8.32"],
  },
  {
    id: "annotations",
    when: true,
    area: "running",
    title: "Tools say what they do, and nothing unseen",
    statement:
      "Which change something, which may destroy, and which reach outside is in their annotations, as the spec has it.",
    enforcedIn: ["src/generated/tools.ts"],
    tests: [
      provedBy(
        "test/generated/contract.test.ts",
        "the annotations of … say what it does",
        "what models read of the tools is what people see",
      ),
    ],
    soc2: ["CC8.1"],
    iso: ["A.8.26"],
  },
  {
    id: "orderly-end",
    when: true,
    area: "running",
    title: "No call is lost when the server ends",
    statement: "It answers what is in flight, takes nothing new, and closes its sources and records.",
    enforcedIn: [
      "src/shutdown.ts",
      ...only(has.http, "src/transports/connections.ts", "src/transports/stop-listening.ts"),
      ...only(has.stdio, "src/transports/in-flight.ts"),
    ],
    tests: [
      ...only(
        has.http,
        provedBy(
          "test/drain.test.ts",
          "answers every call in flight before it ends, and takes no new connection",
          "answers those who are connected and wait to be accepted when it is told to end",
          "restarted again and again, loses no call of clients that go on calling",
          "says with the answer to a call that it had begun before that the connection ends",
        ),
      ),
      ...only(
        has.stdio,
        provedBy(
          "test/stdio.test.ts",
          "answers everything that came before the end of stdin, then ends",
          "answers what is in flight before a drain ends it",
        ),
      ),
    ],
    soc2: ["A1.1"],
    iso: ["A.8.14", "A.8.6"],
  },
  {
    id: "readiness",
    when: has.http,
    area: "running",
    title: "Readiness tells the truth",
    statement:
      "`/readyz` fails while a source cannot answer or its credential is not the right one, and while the server ends.",
    enforcedIn: ["src/transports/health.ts", ...only(has.sources, "src/sources/source.ts")],
    tests: [
      provedBy(
        "test/listening.test.ts",
        "is alive and ready to whoever asks, by whatever Host, and not ready when its sources are not",
      ),
      provedBy(
        "test/drain.test.ts",
        "is not ready while it drains, and says with the last answer on a connection that it ends",
      ),
    ],
    soc2: ["CC7.2", "A1.1"],
    iso: ["A.8.16", "A.8.14"],
  },
];
