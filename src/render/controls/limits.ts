import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** How much of it. */
export const limitControls = ({ has, over }: Facts): readonly Candidate[] => [
  {
    id: "rate",
    when: true,
    area: "limits",
    title: "Calls of a caller and tool in a time",
    statement:
      "Each tool has a budget for each caller. Who exceeds it is told when to try again; other tools and callers keep theirs.",
    enforcedIn: ["src/guard/limit.ts", "src/guard/limiter.ts"],
    tests: [
      ...over("refuses calls beyond the rate, with the time to wait, and lets other tools go on"),
      ...only(
        has.http,
        provedBy(
          "test/abuse.test.ts",
          "of three hundred calls at once those within the budget run, and the rest are told to wait",
        ),
      ),
    ],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.26"],
  },
  {
    id: "shared-rate",
    when: has.redis,
    area: "limits",
    title: "All replicas together admit what one would",
    statement:
      "Calls are counted in the limit store. While it is away they are counted locally or refused, as the spec says, and nobody is kept waiting.",
    enforcedIn: ["src/guard/redis-limiter.ts", "src/guard/redis-store.ts", "src/guard/ledger.ts"],
    tests: [provedBy("test/limit-store.test.ts")],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.14"],
  },
  {
    id: "concurrency",
    when: true,
    area: "limits",
    title: "Calls at once",
    statement: "As many run as the spec allows, as many wait, and the rest are refused at once.",
    enforcedIn: ["src/guard/bound.ts"],
    tests: [
      ...over("runs as many calls at once as allowed, lets as many wait, and refuses the rest"),
      ...only(
        has.http,
        provedBy(
          "test/abuse.test.ts",
          "a caller that floods one tool leaves the others and other callers what they have",
        ),
      ),
    ],
    soc2: ["A1.1"],
    iso: ["A.8.6"],
  },
  {
    id: "deadline",
    when: true,
    area: "limits",
    title: "A deadline that stops the work",
    statement: "A call ends at its deadline, or when its caller is gone, and so does what it started.",
    enforcedIn: ["src/guard/bound.ts", "src/guard/stopper.ts"],
    tests: [
      ...over("ends a call at its deadline and stops its work"),
      ...only(has.stdio, provedBy("test/stdio.test.ts", "stops the work of a call that the client cancels")),
      ...only(
        has.http,
        provedBy(
          "test/abuse.test.ts",
          "a call that hangs is ended at its deadline, and its work with it",
          "the work of a caller that hangs up is stopped",
        ),
      ),
    ],
    soc2: ["A1.1"],
    iso: ["A.8.6"],
  },
  {
    id: "result-size",
    when: true,
    area: "limits",
    title: "Rows and bytes of a result",
    statement:
      "A result is cut to the tool's rows and says so, or is withheld when it is too large and cannot be cut.",
    enforcedIn: ["src/guard/shape.ts", "src/guard/rows.ts"],
    tests: [
      ...over(
        "says in the result when rows were cut",
        "withholds a value that is larger than the tool may return",
      ),
      ...only(
        has.http,
        provedBy("test/abuse.test.ts", "fifty megabytes are not sent, and said to be too much"),
      ),
    ],
    soc2: ["CC6.7", "A1.1"],
    iso: ["A.8.12", "A.8.6"],
  },
  {
    id: "connections",
    when: has.http,
    area: "limits",
    title: "Slow and many connections",
    statement:
      "Who sends or reads too slowly is cut off (408), and there are never more connections than the server can serve.",
    enforcedIn: ["src/transports/connections.ts", "src/transports/listen.ts"],
    tests: [
      provedBy(
        "test/connections.test.ts",
        "answers headers that come too slowly with 408",
        "answers a body that comes too slowly with 408",
        "closes a connection on which nothing comes",
        "makes room for who has something to say when others keep connections idle",
        "gives up a client that does not take its answers",
        "holds no more connections than it may, and serves again when they end",
      ),
      provedBy("test/generated/http.test.ts", "cuts off who sends slowly, headers or body"),
    ],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.20"],
  },
];
