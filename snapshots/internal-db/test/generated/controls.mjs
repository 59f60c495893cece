// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
// What `npm run evidence` proves, of what, and how. SECURITY.md says the same in prose.

export const server = {
  title: "Internal database",
  version: "1.0.0",
  owner: "data-platform@example.com",
  contract: "sha256:0e6d6973bd0fd22004c5f8bbf4a8b62aed7234275c41a13c91aa23a126c870b7",
};

/** Whose credentials the server looks at when it starts. */
export const sources = [{ name: "main", kind: "sqlite" }];

/** Each with the files that enforce it and the tests that prove it; without titles, all of a file. */
export const controls = [
  {
    id: "caller-identity",
    area: "Who may call",
    title: "The caller is who the transport verified",
    statement:
      "Budgets, rights and records go by the credential, the address or the process owner, never by what a call says of itself.",
    enforcedIn: ["src/guard/identify.ts", "src/transports/client-address.ts"],
    soc2: ["CC6.1"],
    iso: ["A.5.16", "A.8.5"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: ["takes the caller from the transport, not from what the caller says of itself"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["takes the caller from the transport, not from what the caller says of itself"],
      },
      {
        file: "test/abuse.test.ts",
        titles: ["a caller who gives itself a hundred names has one budget"],
      },
      { file: "test/client-address.test.ts", titles: [] },
    ],
  },
  {
    id: "loopback-only",
    area: "Who may call",
    title: "Without authentication, only this machine can connect",
    statement: "The server refuses to listen on any other address.",
    enforcedIn: ["src/transports/http.ts"],
    soc2: ["CC6.1", "CC6.6"],
    iso: ["A.8.20", "A.5.15"],
    tests: [
      { file: "test/anonymous.test.ts", titles: [] },
      {
        file: "test/listening.test.ts",
        titles: ["refuses to listen beyond this machine without authentication"],
      },
    ],
  },
  {
    id: "arguments",
    area: "What may come in",
    title: "Arguments fit the published schema",
    statement:
      "Unknown ones are refused by name, and numbers above a cap are lowered to it, before a tool sees them. Validators are compiled when the project is generated.",
    enforcedIn: ["src/guard/validate.ts"],
    soc2: ["CC6.6", "CC6.8"],
    iso: ["A.8.26", "A.8.28"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: [
          "refuses an unknown argument and names it",
          "lowers a capped argument and says so in the result",
        ],
      },
      {
        file: "test/controls.http.test.ts",
        titles: [
          "refuses an unknown argument and names it",
          "lowers a capped argument and says so in the result",
        ],
      },
      {
        file: "test/body.test.ts",
        titles: ["answers … as arguments with what is wrong, and goes on"],
      },
    ],
  },
  {
    id: "messages",
    area: "What may come in",
    title: "Messages are well-formed, or refused before they are read",
    statement:
      "Depth, members, duplicate and dangerous keys, impossible numbers, broken text and names that are none: an error for the sender, and no effect.",
    enforcedIn: [
      "src/transports/inspect.ts",
      "src/transports/message-form.ts",
      "src/transports/stdio.ts",
    ],
    soc2: ["CC6.6"],
    iso: ["A.8.26", "A.8.28"],
    tests: [
      { file: "test/body.test.ts", titles: [] },
      { file: "test/messages.test.ts", titles: [] },
      {
        file: "test/stdio.test.ts",
        titles: [
          "goes on after lines that are no messages",
          "refuses numbers that JSON cannot hold, although the SDK parses them",
        ],
      },
    ],
  },
  {
    id: "host-and-origin",
    area: "What may come in",
    title: "Requests name this server, and come from no foreign page",
    statement:
      "Host and Origin are compared with lists, so that a rebound name or a web page reaches nothing.",
    enforcedIn: ["src/transports/head.ts", "src/transports/cors.ts"],
    soc2: ["CC6.6"],
    iso: ["A.8.20", "A.8.21"],
    tests: [
      {
        file: "test/edge.test.ts",
        titles: [
          "answers Host … with …",
          "answers Origin … with …",
          "runs nothing of a request that its Host or Origin rules out",
          "lets pages of an allowed origin read answers, and no others",
        ],
      },
      {
        file: "test/generated/http.test.ts",
        titles: ["answers nobody under another name, from another page, or with a body too large"],
      },
    ],
  },
  {
    id: "request-size",
    area: "What may come in",
    title: "Requests have a known type and a limited size",
    statement:
      "Other content types, compressed bodies, long bodies (announced or not) and long headers are refused.",
    enforcedIn: [
      "src/transports/head.ts",
      "src/transports/request-body.ts",
      "src/transports/http.ts",
    ],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.20", "A.8.26"],
    tests: [
      {
        file: "test/edge.test.ts",
        titles: [
          "answers … with 405",
          "answers … with 415",
          "answers a body that is too large with 413, announced or not",
          "answers a body that is announced as too large before it comes",
          "answers headers of more than 8 KiB with 431",
          "compares the headers that repeat arguments with the arguments",
        ],
      },
    ],
  },
  {
    id: "one-reading",
    area: "What may come in",
    title: "No request can be read in two ways",
    statement:
      "What a proxy and this server could understand differently (request smuggling) is refused and the connection closed.",
    enforcedIn: ["src/transports/head.ts", "src/transports/listen.ts"],
    soc2: ["CC6.6"],
    iso: ["A.8.20", "A.8.26"],
    tests: [{ file: "test/wire.test.ts", titles: [] }],
  },
  {
    id: "rate",
    area: "How much of it",
    title: "Calls of a caller and tool in a time",
    statement:
      "Each tool has a budget for each caller. Who exceeds it is told when to try again; other tools and callers keep theirs.",
    enforcedIn: ["src/guard/limit.ts", "src/guard/limiter.ts"],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.26"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: [
          "refuses calls beyond the rate, with the time to wait, and lets other tools go on",
        ],
      },
      {
        file: "test/controls.http.test.ts",
        titles: [
          "refuses calls beyond the rate, with the time to wait, and lets other tools go on",
        ],
      },
      {
        file: "test/abuse.test.ts",
        titles: [
          "of three hundred calls at once those within the budget run, and the rest are told to wait",
        ],
      },
    ],
  },
  {
    id: "concurrency",
    area: "How much of it",
    title: "Calls at once",
    statement: "As many run as the spec allows, as many wait, and the rest are refused at once.",
    enforcedIn: ["src/guard/bound.ts"],
    soc2: ["A1.1"],
    iso: ["A.8.6"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: ["runs as many calls at once as allowed, lets as many wait, and refuses the rest"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["runs as many calls at once as allowed, lets as many wait, and refuses the rest"],
      },
      {
        file: "test/abuse.test.ts",
        titles: [
          "a caller that floods one tool leaves the others and other callers what they have",
        ],
      },
    ],
  },
  {
    id: "deadline",
    area: "How much of it",
    title: "A deadline that stops the work",
    statement:
      "A call ends at its deadline, or when its caller is gone, and so does what it started.",
    enforcedIn: ["src/guard/bound.ts", "src/guard/stopper.ts"],
    soc2: ["A1.1"],
    iso: ["A.8.6"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: ["ends a call at its deadline and stops its work"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["ends a call at its deadline and stops its work"],
      },
      { file: "test/stdio.test.ts", titles: ["stops the work of a call that the client cancels"] },
      {
        file: "test/abuse.test.ts",
        titles: [
          "a call that hangs is ended at its deadline, and its work with it",
          "the work of a caller that hangs up is stopped",
        ],
      },
    ],
  },
  {
    id: "result-size",
    area: "How much of it",
    title: "Rows and bytes of a result",
    statement:
      "A result is cut to the tool's rows and says so, or is withheld when it is too large and cannot be cut.",
    enforcedIn: ["src/guard/shape.ts", "src/guard/rows.ts"],
    soc2: ["CC6.7", "A1.1"],
    iso: ["A.8.12", "A.8.6"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: [
          "says in the result when rows were cut",
          "withholds a value that is larger than the tool may return",
        ],
      },
      {
        file: "test/controls.http.test.ts",
        titles: [
          "says in the result when rows were cut",
          "withholds a value that is larger than the tool may return",
        ],
      },
      {
        file: "test/abuse.test.ts",
        titles: ["fifty megabytes are not sent, and said to be too much"],
      },
    ],
  },
  {
    id: "connections",
    area: "How much of it",
    title: "Slow and many connections",
    statement:
      "Who sends or reads too slowly is cut off (408), and there are never more connections than the server can serve.",
    enforcedIn: ["src/transports/connections.ts", "src/transports/listen.ts"],
    soc2: ["CC6.6", "A1.1"],
    iso: ["A.8.6", "A.8.20"],
    tests: [
      {
        file: "test/connections.test.ts",
        titles: [
          "answers headers that come too slowly with 408",
          "answers a body that comes too slowly with 408",
          "closes a connection on which nothing comes",
          "makes room for who has something to say when others keep connections idle",
          "gives up a client that does not take its answers",
          "holds no more connections than it may, and serves again when they end",
        ],
      },
      {
        file: "test/generated/http.test.ts",
        titles: ["cuts off who sends slowly, headers or body"],
      },
    ],
  },
  {
    id: "errors",
    area: "What may go out",
    title: "Errors tell a code, and nothing of the inside",
    statement:
      "No message of a driver, statement, path, stack or secret reaches a caller: a code, a sentence, and the id under which the log has the cause.",
    enforcedIn: ["src/guard/errors.ts"],
    soc2: ["CC6.7"],
    iso: ["A.8.12", "A.8.28"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: ["tells nothing of an unforeseen error but the id under which the log has it"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["tells nothing of an unforeseen error but the id under which the log has it"],
      },
      {
        file: "test/abuse.test.ts",
        titles: ["what a tool throws stays inside: no secret, statement, path or stack crosses"],
      },
    ],
  },
  {
    id: "unseen-characters",
    area: "What may go out",
    title: "Nothing invisible gets through",
    statement:
      "Control, bidirectional, zero-width and tag characters are written out in results, logs and records.",
    enforcedIn: ["src/guard/clean.ts", "src/guard/shape.ts"],
    soc2: ["CC6.8"],
    iso: ["A.8.26", "A.8.28"],
    tests: [
      {
        file: "test/abuse.test.ts",
        titles: [
          "… in a result is written out",
          "nothing invisible gets into the log or the audit trail",
        ],
      },
    ],
  },
  {
    id: "no-shared-state",
    area: "What may go out",
    title: "Callers get their own answers",
    statement: "No state is kept between calls, and nobody can end or read the call of another.",
    enforcedIn: ["src/guard/guard.ts", "src/server.ts"],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.8.3", "A.8.12"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: ["keeps no state between callers: concurrent calls get their own answers"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["keeps no state between callers: concurrent calls get their own answers"],
      },
      { file: "test/abuse.test.ts", titles: ["nobody ends the call of another by naming its id"] },
      {
        file: "test/edge.test.ts",
        titles: ["does not let caches or content sniffing at its answers"],
      },
    ],
  },
  {
    id: "sqlite-read-only",
    area: "What the data are protected by",
    title: "SQLite databases are opened for reading only",
    statement:
      "Writing, attaching other files, pragmas and extensions are refused by the engine, whatever a statement says.",
    enforcedIn: ["src/sources/sqlite.ts", "src/sources/sqlite-authorizer.ts"],
    soc2: ["CC6.1", "CC6.3"],
    iso: ["A.8.3", "A.5.15"],
    tests: [{ file: "test/generated/sources.test.ts", titles: ["can be read", "refuses …"] }],
  },
  {
    id: "sqlite-credential",
    area: "What the data are protected by",
    title: "A database file that this process could write keeps the server from starting",
    statement:
      "In production; each finding comes with the command that mends it. In development it is a warning.",
    enforcedIn: ["src/sources/sqlite-credential.ts"],
    soc2: ["CC6.3"],
    iso: ["A.8.2", "A.5.18"],
    tests: [{ file: "test/sqlite-credential.test.ts", titles: [] }],
  },
  {
    id: "bound-values",
    area: "What the data are protected by",
    title: "Arguments are values of a statement, never part of it",
    statement:
      "Statements are constants of the code. What a caller sends is bound, whatever it looks like.",
    enforcedIn: ["src/sources/select.ts"],
    soc2: ["CC6.8", "CC6.6"],
    iso: ["A.8.28", "A.8.26"],
    tests: [{ file: "test/generated/sources.test.ts", titles: ["takes … for a value"] }],
  },
  {
    id: "no-secrets-in-files",
    area: "What the data are protected by",
    title: "No secret is in the project",
    statement:
      "Secrets come from the environment or from files that it names, and are never printed.",
    enforcedIn: ["src/environment.ts", "src/config.ts"],
    soc2: ["CC6.1", "CC6.7"],
    iso: ["A.5.17", "A.8.12"],
    tests: [{ file: "test/secrets.test.ts", titles: [] }],
  },
  {
    id: "fixed-code",
    area: "What the data are protected by",
    title: "Nothing that a caller sends becomes code",
    statement:
      "The server starts no program, makes no code from text, loads no module by a computed name and puts no statement together from parts.",
    enforcedIn: ["src/generated/tools.ts", "src/sources/select.ts"],
    soc2: ["CC6.8"],
    iso: ["A.8.28", "A.8.18"],
    tests: [{ file: "test/code.test.ts", titles: [] }],
  },
  {
    id: "record-of-each-call",
    area: "What is on record",
    title: "One log line and one audit record for each call",
    statement:
      "Whatever its end: answered, refused, failed, out of time or crashed. The record is in the file before the caller has its answer.",
    enforcedIn: ["src/guard/record.ts", "src/telemetry/audit.ts", "src/telemetry/audit-file.ts"],
    soc2: ["CC7.2", "CC7.3"],
    iso: ["A.8.15", "A.5.28"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: [
          "answers a call, and writes one log line and one audit record that share its id",
          "answers an unknown tool with a protocol error, and records the attempt",
          "writes exactly one log line and one audit record for every end",
        ],
      },
      {
        file: "test/controls.http.test.ts",
        titles: [
          "answers a call, and writes one log line and one audit record that share its id",
          "answers an unknown tool with a protocol error, and records the attempt",
          "writes exactly one log line and one audit record for every end",
        ],
      },
      {
        file: "test/audit.test.ts",
        titles: [
          "of each of many calls at once",
          "of a call that is refused without being run",
          "and without a record there is no answer",
        ],
      },
    ],
  },
  {
    id: "sealed-records",
    area: "What is on record",
    title: "Records that were edited, removed or moved are found",
    statement:
      "Each is sealed together with the one before it; anchors in the log show a trail that was cut off. `npm run audit:verify` looks.",
    enforcedIn: ["src/telemetry/chain.ts", "src/telemetry/audit-chain.ts", "src/audit-verify.ts"],
    soc2: ["CC7.2", "CC7.3"],
    iso: ["A.5.33", "A.5.28", "A.8.24"],
    tests: [
      {
        file: "test/audit.test.ts",
        titles: [
          "is whole as it was written, one record for each call",
          "shows that a record was …",
          "shows that all of it was written anew with another key",
        ],
      },
    ],
  },
  {
    id: "redaction",
    area: "What is on record",
    title: "What the spec redacts is in no log and no record",
    statement: "A keyed hash of the arguments lets equal calls be matched all the same.",
    enforcedIn: ["src/guard/redact.ts"],
    soc2: ["CC6.7"],
    iso: ["A.8.11", "A.8.15"],
    tests: [
      {
        file: "test/controls.stdio.test.ts",
        titles: ["keeps redacted arguments out of the log and the audit record"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["keeps redacted arguments out of the log and the audit record"],
      },
    ],
  },
  {
    id: "contract",
    area: "How it is made and run",
    title: "What is served is the contract on record",
    statement:
      "Tools, schemas, limits and scopes have one hash, which the log and every audit record name. The list is the same bytes at every start, to everybody.",
    enforcedIn: [
      "src/generated/contract.ts",
      "src/generated/tools.ts",
      ".create-mcp-prod/contract.json",
    ],
    soc2: ["CC7.1", "CC8.1"],
    iso: ["A.8.9", "A.8.32"],
    tests: [
      {
        file: "test/generated/contract.test.ts",
        titles: [
          "the tools are those of the contract",
          "the server names the contract that it serves",
        ],
      },
      {
        file: "test/controls.stdio.test.ts",
        titles: ["lists the tools in the order of the spec, the same to every client"],
      },
      {
        file: "test/controls.http.test.ts",
        titles: ["lists the tools in the order of the spec, the same to every client"],
      },
      {
        file: "test/generated/http.test.ts",
        titles: ["lists the same bytes after another start, …"],
      },
    ],
  },
  {
    id: "annotations",
    area: "How it is made and run",
    title: "Tools say what they do, and nothing unseen",
    statement:
      "Which change something, which may destroy, and which reach outside is in their annotations, as the spec has it.",
    enforcedIn: ["src/generated/tools.ts"],
    soc2: ["CC8.1"],
    iso: ["A.8.26"],
    tests: [
      {
        file: "test/generated/contract.test.ts",
        titles: [
          "the annotations of … say what it does",
          "what models read of the tools is what people see",
        ],
      },
    ],
  },
  {
    id: "orderly-end",
    area: "How it is made and run",
    title: "No call is lost when the server ends",
    statement:
      "It answers what is in flight, takes nothing new, and closes its sources and records.",
    enforcedIn: [
      "src/shutdown.ts",
      "src/transports/connections.ts",
      "src/transports/stop-listening.ts",
      "src/transports/in-flight.ts",
    ],
    soc2: ["A1.1"],
    iso: ["A.8.14", "A.8.6"],
    tests: [
      {
        file: "test/drain.test.ts",
        titles: [
          "answers every call in flight before it ends, and takes no new connection",
          "answers those who are connected and wait to be accepted when it is told to end",
          "restarted again and again, loses no call of clients that go on calling",
          "says with the answer to a call that it had begun before that the connection ends",
        ],
      },
      {
        file: "test/stdio.test.ts",
        titles: [
          "answers everything that came before the end of stdin, then ends",
          "answers what is in flight before a drain ends it",
        ],
      },
    ],
  },
  {
    id: "readiness",
    area: "How it is made and run",
    title: "Readiness tells the truth",
    statement:
      "`/readyz` fails while a source cannot answer or its credential is not the right one, and while the server ends.",
    enforcedIn: ["src/transports/health.ts", "src/sources/source.ts"],
    soc2: ["CC7.2", "A1.1"],
    iso: ["A.8.16", "A.8.14"],
    tests: [
      {
        file: "test/listening.test.ts",
        titles: [
          "is alive and ready to whoever asks, by whatever Host, and not ready when its sources are not",
        ],
      },
      {
        file: "test/drain.test.ts",
        titles: [
          "is not ready while it drains, and says with the last answer on a connection that it ends",
        ],
      },
    ],
  },
];

/** What the server does not do, in Markdown. */
export const notInPlace = [
  "**Authentication.** Whatever runs on this machine may call every tool over HTTP. `auth` in the spec asks for tokens or keys.",
  "**Rights on single rows.** Who may call a tool may ask it for any row that its statement can select.",
  "**Encryption on the way.** The server speaks plain HTTP. Beyond loopback, a proxy in front of it ends TLS.",
  "**Limits across replicas.** Each process counts calls by itself. `limits.store` in the spec counts for all.",
  "**Statements of `main` apart from the server.** One that works long before its first row holds up other calls. `isolation: process` in the spec kills it.",
  "**Metrics and alerts.** The log has every call; `telemetry.metrics` in the spec adds figures and alerts.",
  "**Scans and updates that run by themselves.** `ci: github` in the spec adds workflows and Renovate.",
  "**Encryption at rest.** The audit record is sealed, not secret: whoever can read the file can read the arguments that the spec does not redact.",
  "**A second copy of the audit record.** Keep the log elsewhere: its anchors show a record that was cut off.",
];
