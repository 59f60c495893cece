import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** Who may call. */
export const callerControls = ({ has, scoped, operations, over }: Facts): readonly Candidate[] => [
  {
    id: "caller-identity",
    when: true,
    area: "callers",
    title: "The caller is who the transport verified",
    statement:
      "Budgets, rights and records go by the credential, the address or the process owner, never by what a call says of itself.",
    enforcedIn: ["src/guard/identify.ts", ...only(has.http, "src/transports/client-address.ts")],
    tests: [
      ...over("takes the caller from the transport, not from what the caller says of itself"),
      ...only(
        has.http,
        provedBy("test/abuse.test.ts", "a caller who gives itself a hundred names has one budget"),
        provedBy("test/client-address.test.ts"),
      ),
    ],
    soc2: ["CC6.1"],
    iso: ["A.5.16", "A.8.5"],
  },
  {
    id: "loopback-only",
    when: has.anonymous,
    area: "callers",
    title: "Without authentication, only this machine can connect",
    statement: "The server refuses to listen on any other address.",
    enforcedIn: ["src/transports/http.ts"],
    tests: [
      provedBy("test/anonymous.test.ts"),
      provedBy("test/listening.test.ts", "refuses to listen beyond this machine without authentication"),
    ],
    soc2: ["CC6.1", "CC6.6"],
    iso: ["A.8.20", "A.5.15"],
  },
  {
    id: "access-tokens",
    when: has.jwt,
    area: "callers",
    title: "Access tokens are checked in full",
    statement:
      "Signature, algorithm, issuer, audience and expiry, with keys from the issuer alone. Tokens in URLs are ignored, and callers without one are told where to get it (RFC 9728).",
    enforcedIn: ["src/auth/jwt.ts", "src/auth/issuer-keys.ts", "src/auth/bearer.ts"],
    tests: [provedBy("test/jwt.test.ts")],
    soc2: ["CC6.1", "CC6.2"],
    iso: ["A.8.5", "A.5.17", "A.8.24"],
  },
  {
    id: "api-keys",
    when: has.apiKeys,
    area: "callers",
    title: "API keys are kept as hashes only",
    statement: "Keys are compared in constant time, taken from one header, and never from a URL.",
    enforcedIn: ["src/auth/api-keys.ts", "src/auth/bearer.ts", "scripts/mint-api-key.mjs"],
    tests: [provedBy("test/api-keys.test.ts")],
    soc2: ["CC6.1", "CC6.2"],
    iso: ["A.8.5", "A.5.17", "A.8.24"],
  },
  {
    id: "scopes",
    when: scoped,
    area: "callers",
    title: "A tool asks for its scopes",
    statement:
      "A caller that lacks one gets 403 and a challenge that names it, and the attempt is on record.",
    enforcedIn: ["src/guard/authorise.ts"],
    tests: [
      has.jwt
        ? provedBy(
            "test/jwt.test.ts",
            "answers a token without the tool's scopes with 403, and records it, …",
            "with … give the scopes …",
          )
        : provedBy(
            "test/api-keys.test.ts",
            "answers a key without the tool's scopes with 403, and records it, …",
          ),
    ],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.5.15", "A.5.18", "A.8.3"],
  },
  {
    id: "hidden-tools",
    when: has.hidden,
    area: "callers",
    title: "Callers see only the tools that their scopes allow",
    statement: "What a caller may not call is not listed to it, and no cache gives its list to another.",
    enforcedIn: ["src/guard/visible.ts"],
    tests: [provedBy("test/visible.test.ts")],
    soc2: ["CC6.3"],
    iso: ["A.8.3"],
  },
  {
    id: "credentials-stay-here",
    when: has.bearer,
    area: "callers",
    title: "A caller's credential goes nowhere",
    statement: `It is in no log and no audit record${has.upstream ? ", and is never passed on to a service" : ""}.`,
    enforcedIn: [
      "src/auth/bearer.ts",
      "src/telemetry/log.ts",
      ...only(has.upstream, "src/sources/upstream-credential.ts"),
    ],
    tests: [
      has.jwt
        ? provedBy("test/jwt.test.ts", "keeps tokens out of the log and the audit record")
        : provedBy("test/api-keys.test.ts", "keeps keys out of the log and the audit record"),
      ...only(operations, provedBy("test/operation.test.ts", "the caller's own credential goes nowhere")),
    ],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.5.17", "A.8.12"],
  },
];
