import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** What may come in. */
export const requestControls = ({ has, over }: Facts): readonly Candidate[] => [
  {
    id: "arguments",
    when: true,
    area: "requests",
    title: "Arguments fit the published schema",
    statement:
      "Unknown ones are refused by name, and numbers above a cap are lowered to it, before a tool sees them. Validators are compiled when the project is generated.",
    enforcedIn: ["src/guard/validate.ts"],
    tests: [
      ...over(
        "refuses an unknown argument and names it",
        "lowers a capped argument and says so in the result",
      ),
      ...only(
        has.http,
        provedBy("test/body.test.ts", "answers … as arguments with what is wrong, and goes on"),
      ),
    ],
    soc2: ["CC6.6", "CC6.8"],
    iso: ["A.8.26", "A.8.28"],
  },
  {
    id: "messages",
    when: true,
    area: "requests",
    title: "Messages are well-formed, or refused before they are read",
    statement:
      "Depth, members, duplicate and dangerous keys, impossible numbers, broken text and names that are none: an error for the sender, and no effect.",
    enforcedIn: [
      ...only(has.http, "src/transports/inspect.ts", "src/transports/message-form.ts"),
      ...only(has.stdio, "src/transports/stdio.ts"),
    ],
    tests: [
      ...only(has.http, provedBy("test/body.test.ts"), provedBy("test/messages.test.ts")),
      ...only(
        has.stdio,
        provedBy(
          "test/stdio.test.ts",
          "goes on after lines that are no messages",
          "refuses numbers that JSON cannot hold, although the SDK parses them",
        ),
      ),
    ],
    soc2: ["CC6.6"],
    iso: ["A.8.26", "A.8.28"],
  },
  {
    id: "host-and-origin",
    when: has.http,
    area: "requests",
    title: "Requests name this server, and come from no foreign page",
    statement:
      "Host and Origin are compared with lists, so that a rebound name or a web page reaches nothing.",
    enforcedIn: ["src/transports/head.ts", "src/transports/cors.ts"],
    tests: [
      provedBy(
        "test/edge.test.ts",
        "answers Host … with …",
        "answers Origin … with …",
        "runs nothing of a request that its Host or Origin rules out",
        "lets pages of an allowed origin read answers, and no others",
      ),
      provedBy(
        "test/generated/http.test.ts",
        "answers nobody under another name, from another page, or with a body too large",
      ),
    ],
    soc2: ["CC6.6"],
    iso: ["A.8.20", "A.8.21"],
  },
  {
    id: "request-size",
    when: has.http,
    area: "requests",
    title: "Requests have a known type and a limited size",
    statement:
      "Other content types, compressed bodies, long bodies (announced or not) and long headers are refused.",
    enforcedIn: ["src/transports/head.ts", "src/transports/request-body.ts", "src/transports/http.ts"],
    tests: [
      provedBy(
        "test/edge.test.ts",
        "answers … with 405",
        "answers … with 415",
        "answers a body that is too large with 413, announced or not",
        "answers a body that is announced as too large before it comes",
        "answers headers of more than 8 KiB with 431",
        "compares the headers that repeat arguments with the arguments",
      ),
    ],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.20", "A.8.26"],
  },
  {
    id: "one-reading",
    when: has.http,
    area: "requests",
    title: "No request can be read in two ways",
    statement:
      "What a proxy and this server could understand differently (request smuggling) is refused and the connection closed.",
    enforcedIn: ["src/transports/head.ts", "src/transports/listen.ts"],
    tests: [provedBy("test/wire.test.ts")],
    soc2: ["CC6.6"],
    iso: ["A.8.20", "A.8.26"],
  },
  {
    id: "hosted-edge",
    when: has.worker || has.lambda,
    area: "requests",
    title: "Managed hosts get the same edge",
    statement:
      "There, too, nothing starts without authentication and known host names, and Host, Origin and body size are checked.",
    enforcedIn: ["src/transports/hosted.ts"],
    tests: [provedBy("test/hosted.test.ts")],
    soc2: ["CC6.1", "CC6.6"],
    iso: ["A.8.20", "A.8.26"],
  },
];
