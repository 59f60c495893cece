import { provedBy, type Candidate } from "./control.js";
import type { Facts } from "./facts.js";

/** What other services are protected by, and what protects from them. */
export const serviceControls = ({ has, operations }: Facts): readonly Candidate[] => [
  {
    id: "egress",
    when: has.upstream,
    area: "sources",
    title: "Requests leave only for the origins of the spec",
    statement: `${has.worker ? "Under Node, the" : "The"} address is checked when it is connected to, so that neither a name that changes its address nor a redirect leads inside; no proxy is used.`,
    enforcedIn: ["src/sources/upstream-egress.ts", "src/sources/upstream-address.ts"],
    tests: [provedBy("test/egress.test.ts")],
    soc2: ["CC6.6", "CC6.7"],
    iso: ["A.8.20", "A.8.22", "A.8.12"],
  },
  {
    id: "worker-egress",
    when: has.worker && has.upstream,
    area: "sources",
    title: "Requests leave a Worker only for the origins of the spec",
    statement:
      "By the code: `https://` to exactly these, each of them a public name and no address; no redirect leads elsewhere, and Cloudflare's cache is left aside. Which address a name leads to is not seen: Cloudflare's proxy passes requests to public services only.",
    enforcedIn: ["src/sources/worker-egress.ts", "src/sources/worker-url.ts", "wrangler.jsonc"],
    tests: [provedBy("test/worker-egress.test.ts")],
    soc2: ["CC6.6", "CC6.7"],
    iso: ["A.8.20", "A.8.22", "A.8.12"],
  },
  {
    id: "request-building",
    when: operations,
    area: "sources",
    title: "Arguments stay in their place in a request",
    statement:
      "A path, query, header, JSON body or form is built from encoded values; an answer is reduced to what the tool promises.",
    enforcedIn: ["src/sources/upstream-request.ts", "src/sources/upstream-result.ts"],
    tests: [provedBy("test/operation-request.test.ts"), provedBy("test/operation.test.ts")],
    soc2: ["CC6.6"],
    iso: ["A.8.26", "A.8.28"],
  },
  {
    id: "service-answers",
    when: has.upstream,
    area: "sources",
    title: "Answers of services are bounded",
    statement: "In size after decompression, in time and in tries; they end with their call.",
    enforcedIn: ["src/sources/upstream-body.ts", "src/sources/upstream-retry.ts"],
    tests: [provedBy("test/upstream.test.ts")],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.21"],
  },
  {
    id: "service-outage",
    when: has.upstream,
    area: "sources",
    title: "A service that is down is left alone",
    statement: "Calls then fail at once and say when to try again, and readiness follows.",
    enforcedIn: ["src/sources/upstream-breaker.ts"],
    tests: [
      provedBy("test/breaker.test.ts"),
      provedBy(
        "test/upstream.test.ts",
        "is left alone after some failures: calls fail at once, say when to try again, and readiness follows",
      ),
    ],
    soc2: ["A1.1", "CC7.2"],
    iso: ["A.8.6", "A.8.14"],
  },
  {
    id: "service-credentials",
    when: has.upstream,
    area: "sources",
    title: "Services' credentials go to their service alone",
    statement:
      "They come from the environment or a file, are never printed, and are checked to be one line of text.",
    enforcedIn: [
      "src/sources/upstream-credential.ts",
      "src/sources/upstream-settings.ts",
      "src/sources/upstream-oauth.ts",
    ],
    tests: [provedBy("test/oauth.test.ts"), provedBy("test/upstream-settings.test.ts")],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.5.17", "A.8.12"],
  },
  {
    id: "handler-access",
    when: has.handlerApis,
    area: "sources",
    title: "Handlers reach the services of their tools",
    statement: "And change something only where the spec lets them.",
    enforcedIn: ["src/sources/handler-apis.ts"],
    tests: [provedBy("test/handler-apis.test.ts")],
    soc2: ["CC6.3"],
    iso: ["A.8.3", "A.5.15"],
  },
];
