import type { CatalogEntry } from "../catalog.js";

/** MCP12xx: what structure cannot say. */
export const meaningCodes = {
  MCP1201: {
    title: "no tools",
    cause: "A server without tools has nothing to serve.",
    fix: "add a tool under `tools:`",
  },
  MCP1202: {
    title: "not a semantic version",
    cause: "The version tells consumers what may have changed; it is read as semver.org defines it.",
    fix: "write three numbers, such as 1.2.0",
  },
  MCP1203: {
    title: "no transport",
    cause: "With both transports off, nobody can reach the server.",
    fix: "set `stdio: true` or `http: true`",
  },
  MCP1204: {
    title: "unknown source",
    cause: "A tool names a source that the spec does not declare.",
    fix: "declare the source under `sources:`",
  },
  MCP1205: {
    title: "not exactly one implementation",
    cause: "A tool does one thing: run SQL, send a request, or call a hand-written handler.",
    fix: "give the tool one of `sql`, `http` and `handler`",
  },
  MCP1206: {
    title: "source missing or of another kind",
    cause: "SQL runs on a database and a request goes to an API; a handler may use any source.",
    fix: "name a source beside `sql` or `http`",
  },
  MCP1207: {
    title: "both params and input",
    cause: "`params` is the short form of `input`: with both, one would be ignored.",
    fix: "keep one of them",
  },
  MCP1208: {
    title: "names collide",
    cause:
      "Two names that differ only in case or punctuation would make the same file or the same identifier.",
    fix: "rename one of them",
  },
  MCP1209: {
    title: "name not allowed",
    cause:
      "MCP limits tool names to letters, digits, `_`, `-` and `.`; some words mean something in JavaScript objects.",
    fix: "use another name",
  },
  MCP1210: {
    title: "limit above the server's",
    cause: "The server's limits are ceilings: what an operator sets there holds for every tool.",
    fix: "lower it, or raise the server's limit under `limits:`",
  },
  MCP1211: {
    title: "cap does not fit",
    cause: "A cap lowers larger numbers, so it needs a number to lower and room below `maximum`.",
    fix: "put the cap on an integer or a number, between `minimum` and `maximum`",
  },
  MCP1212: {
    title: "default or example does not fit its schema",
    cause: "It would be filled in, or shown to the model, and then refused.",
    fix: "write a value that the schema accepts",
  },
  MCP1213: {
    title: "redacts an unknown argument",
    cause: "A misspelt name would leave the real argument readable in logs and audit.",
    fix: "name arguments of this tool",
  },
  MCP1214: {
    title: "undeclared scope",
    cause:
      "Scopes are declared once, with what they allow, so that consent screens and metadata can show it.",
    fix: "declare the scope under `auth: scopes:`",
  },
  MCP1215: {
    title: "declared and never used",
    cause: "Nothing in the spec refers to it.",
    fix: "remove it, or use it",
    severity: "warning",
  },
  MCP1216: {
    title: "invalid JSON Schema",
    cause:
      "The keyword's value is not what JSON Schema 2020-12 allows, so a validator would refuse or ignore it.",
    fix: "see json-schema.org/draft/2020-12",
  },
  MCP1217: {
    title: "unknown JSON Schema keyword",
    cause: "Validators ignore a keyword they do not know: a misspelt one enforces nothing.",
    fix: "remove it or correct its spelling; keys of your own start with `x-`",
  },
  MCP1218: {
    title: "input is not an object",
    cause:
      "MCP sends arguments by name; one tool whose input is something else makes the whole list of tools fail.",
    fix: "write `type: object` at the root of `input`",
  },
  MCP1219: {
    title: "reference that cannot be followed",
    cause: "Schemas are never fetched from elsewhere, and a reference to nothing enforces nothing.",
    fix: 'refer to a definition of the same schema: `$ref: "#/$defs/name"`',
  },
  MCP1220: {
    title: "schema too deep or too large",
    cause: "Every client and model reads the whole schema, and validation time grows with it.",
    fix: "simplify the schema, or share parts through `$defs`",
  },
  MCP1221: {
    title: "invalid regular expression",
    cause: "Patterns are JavaScript regular expressions with the `u` flag, as JSON Schema says.",
    fix: "correct the expression",
  },
  MCP1222: {
    title: "regular expression that can blow up",
    cause:
      "On some input, matching takes time that grows much faster than the input: one call could stop the server.",
    fix: "bound the repetitions and make alternatives start differently",
  },
  MCP1223: {
    title: "invisible character",
    cause:
      "Control, bidirectional, zero-width and tag characters can hide instructions from a human reviewer.",
    fix: "remove the character",
  },
  MCP1224: {
    title: "reads like an instruction to the model",
    cause:
      "Clients scan descriptions for prompt injection; wording like this gets a server flagged or blocked.",
    fix: "describe what the tool does, not how the model must behave",
    severity: "warning",
  },
  MCP1225: {
    title: "looks like a secret",
    cause: "A spec is committed, published and shown to models; a secret in it is out.",
    fix: "revoke it, and let the server read it from its environment: `${NAME}`",
  },
  MCP1226: {
    title: "annotation claims too much",
    cause: "Annotations are derived from what the tool does; they may only be overridden toward caution.",
    fix: "remove the annotation",
  },
  MCP1227: {
    title: "deprecation does not add up",
    cause:
      "Consumers plan by it: it was deprecated in a version that exists, goes in a later major, and names what to use.",
    fix: "write `since` ≤ the server's version < `removeIn`, and an existing tool under `use`",
  },
  MCP1228: {
    title: "required property that is not declared",
    cause: "With further properties refused, a required property that is not declared can never be given.",
    fix: "declare the property, or remove it from `required`",
  },
  MCP1229: {
    title: "path leaves the project",
    cause:
      "Paths are relative to the spec and stay below its folder, so that a project can be moved and copied.",
    fix: "write a relative path without `..`, or name an environment variable: `${NAME}`",
  },
  MCP1230: {
    title: "writes without a handler",
    cause: "Statements of a spec only read; in a database, only a hand-written handler may change something.",
    fix: "use `handler: true` with a source of its own with `access: write`, or remove `writes`",
  },
  MCP1231: {
    title: "conflicting authentication",
    cause: "A server checks callers in one way; two would leave it open which one counts.",
    fix: "keep one of `jwt` and `apiKeys`",
  },
  MCP1232: {
    title: "host or origin not well-formed",
    cause: "These lists are compared with the Host and Origin headers, exactly.",
    fix: "write hosts as `mcp.example.com` and origins as `https://app.example.com`",
  },
  MCP1233: {
    title: "setting without effect",
    cause: "It depends on another setting that is off.",
    fix: "remove it, or switch on what it depends on",
    severity: "warning",
  },
  MCP1234: {
    title: "letters of two alphabets in one word",
    cause: "Cyrillic letters look like Latin ones: a reviewer reads another word than the model does.",
    fix: "write the word in one alphabet",
  },
  MCP1235: {
    title: "port taken twice",
    cause: "Two listeners of one server cannot share a port: it would not start.",
    fix: "give one of them another port",
  },
  MCP1236: {
    title: "schema that cannot be enforced",
    cause:
      "The validators of the generated server enforce every keyword of a published schema, or are not made.",
    fix: "say it with other keywords, or check it in the handler",
  },
  MCP1237: {
    title: "cannot run on that host",
    cause:
      "What it needs is not there, or who may call it is not settled: it would fail, or be open, once deployed.",
    fix: "change the setting, or do not deploy there",
  },
  MCP1238: {
    title: "what a role may read is not exact",
    cause:
      "The database gives the role exactly these columns, so that even a stolen credential reads no others.",
    fix: "list under `reads:` each table once, with the columns that its tools name",
  },
  MCP1239: {
    title: "what a role may write is not exact",
    cause:
      "The database lets the role change exactly this, so that neither a mistake in a handler nor a stolen credential changes anything else.",
    fix: "list under `writes:` each table once, with `insert: [columns]`, `update: [columns]` and `delete: true`",
  },
  MCP1240: {
    title: "reading and writing mixed",
    cause:
      "Clients ask people before a tool that writes; and what only reads must not hold a credential that can do more.",
    fix: "give the handlers with `writes: true` a source of their own, with `access: write` and its own role and address",
  },
  MCP1245: {
    title: "cannot be published like that",
    cause: "A registry lists servers under names that are theirs, and only what clients can start or reach.",
    fix: "change the setting, or do not publish there",
  },
  MCP1241: {
    title: "cannot be replicated",
    cause: "Each process counts calls by itself: a caller that reaches several is given more than the limit.",
    fix: "name a store under `limits:` that counts for all of them",
    severity: "warning",
  },
  MCP1250: {
    title: "unsound rename",
    cause: "`renamedFrom` moves the files of a tool that is gone, with their edits, to one that is there.",
    fix: "name the tool's former name, as it was when the project was last generated",
  },
  MCP1260: {
    title: "unknown rule or fingerprint",
    cause: "It would judge no change at all.",
    fix: "see `create-mcp-prod diff`, which names rule and fingerprint of each change",
  },
  MCP1261: {
    title: "old name that cannot be kept",
    cause: "`keepOldName` lets a renamed tool answer to the name it had, which it must say.",
    fix: "say with `renamedFrom` which name it is, or leave `keepOldName` out",
  },
  MCP1262: {
    title: "majors that do not fit together",
    cause:
      "`server.serve` lists the majors that clients can choose from, and `api:` says which tool is whose.",
    fix: "list majors oldest first, end with that of `server.version`, and give each a tool of a name at most once",
  },
  MCP1263: {
    title: "path that cannot be the endpoint's",
    cause: "No request of a client would ever reach the tools there.",
    fix: "use another path, such as /mcp",
  },
  MCP1264: {
    title: "end of a major that cannot be",
    cause: "Clients of a major that ends are told since when, on which day, and which major takes its place.",
    fix: "give an older major a `deprecated` day and a later `sunset`, such as 2026-12-01 and 2027-06-30",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
