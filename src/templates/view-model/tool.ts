import type { OlderToolView } from "../../render/majors.js";
import type { ToolView } from "../../render/tool-view.js";
import type { Limits } from "../../spec/model.js";
import { code, flag, json, list, map, maybe, name, number, object, words, type FieldsOf } from "./field.js";

const rate = {
  calls: number("Calls that are admitted.", 60),
  seconds: number("In how many seconds.", 60),
};

const limitFields = {
  rate: object("For each caller and tool.", rate),
  concurrency: number("Calls at once.", 10),
  timeoutMs: number("How long a call may take, in milliseconds.", 10_000),
  rows: number("Rows in one result.", 500),
  bytes: number("Size of one result, in bytes.", 262_144),
} satisfies FieldsOf<Limits>;

/** The limits of the server or of a tool. */
export const limitsOf = (doc: string) => object(doc, limitFields, "limits");

/** A tool, as `tools`, `handlers` and, where a path has `[tool]` or `[handler]`, `tool` have it. */
const toolFields = {
  name: name("As clients call it.", "query_users"),
  key: name("Its key in the spec, which its handler is written for.", "query_users"),
  module: name("In `src/generated/`, without its extension.", "tools/query-users"),
  exported: name("What that module calls it.", "queryUsers"),
  fileName: name("The stem of its files.", "query-users"),
  identifier: name("Its name in TypeScript.", "queryUsers"),
  typeName: name("The stem of its types.", "QueryUsers"),
  title: maybe(words("Shown to people by clients.", "Query users")),
  description: words(
    "What the model reads, with the notes on caps and deprecation.",
    "Return user records, newest first.",
  ),
  definition: json("The tool as `tools/list` gives it.", '{"name":"query_users","inputSchema":{…}}'),
  inputSchema: json("JSON Schema of its arguments.", '{"type":"object","properties":{…}}'),
  outputSchema: maybe(json("JSON Schema of its result.", '{"type":"object","properties":{…}}')),
  sample: maybe(json("Arguments that it accepts, where they can be made up.", '{"limit":100}')),
  annotations: object("Hints for clients, all four always there.", {
    readOnlyHint: flag("Changes nothing."),
    destructiveHint: flag("May delete or overwrite.", false),
    idempotentHint: flag("A second, equal call changes nothing more."),
    openWorldHint: flag("Reaches beyond the server's own data.", false),
  }),
  caps: map(
    "Arguments that are lowered when larger, by name.",
    number("What the argument is lowered to.", 500),
  ),
  limits: limitsOf("What holds for this tool."),
  ownLimits: object("What of `limits` differs from the server's.", {
    rate: maybe(object("For each caller and tool.", rate)),
    concurrency: maybe(number("Calls at once.", 2)),
    timeoutMs: maybe(number("In milliseconds.", 2000)),
    rows: maybe(number("Rows in one result.", 50)),
    bytes: maybe(number("In bytes.", 65_536)),
  }),
  scopes: list("Scopes that a caller needs.", words("A scope.", "users:read")),
  redact: list("Arguments that logs and audit do not show.", words("An argument.", "email")),
  renamedFrom: maybe(name("The name under which its files were generated before.", "rate_lead")),
  keepOldName: maybe(flag("It answers to that name, too.", false)),
  deprecated: maybe(
    object("It still works, and will go.", {
      since: words("The version that deprecated it.", "1.4.0"),
      removeIn: words("The version that will no longer have it.", "2.0.0"),
      use: maybe(name("The tool to use instead.", "find_users")),
      reason: maybe(words("Why.", "Returns addresses that nobody may see.")),
    }),
  ),
  implementation: object("A statement, a request or a handler.", {
    kind: name("`sql`, `http` or `handler`.", "sql"),
    source: maybe(name("Of `sql` and `http`: the name of its source.", "main")),
    operation: maybe(json("Of `http`: the request and what of its answer counts.", '{"method":"GET",…}')),
    sourceIdentifier: maybe(name("Of `sql`: its source in TypeScript.", "main")),
    statement: maybe(
      words("Of `sql`: with its parameters as the source takes them.", "SELECT id FROM users"),
    ),
    parameters: maybe(
      list(
        "Of `sql`: in the order of first use.",
        object("A parameter.", {
          name: words("Without the colon.", "limit"),
          type: name("`integer`, `number`, `string`, `boolean`, `list` or `json`.", "integer"),
        }),
      ),
    ),
    places: maybe(
      list(
        "Of `sql`: the parameter of each `?`, if one of them has several.",
        name("Without the colon.", "limit"),
      ),
    ),
    writes: maybe(flag("Of `http` and a handler: it changes something.", false)),
    wrapResult: maybe(
      flag("Of `http` and a handler: its result is no object and stands under `result`.", false),
    ),
  }),
  argumentsType: code("Of a handler: the TypeScript type of its arguments.", "{ email: string }"),
  resultType: code("Of a handler: the TypeScript type of its result.", "{ score: number }"),
  sourceNames: code("Of a handler: the names of its sources as a TypeScript type.", '"main" | "crm"'),
  isSql: flag("It has a statement."),
  isHandler: flag("It has a handler."),
  operation: json("What `operation` is given, of an HTTP request; else null.", '{"method":"GET",…}'),
  access: object("What a handler may use.", {
    sources: list("Sources by name.", name("A source.", "main")),
    writes: list("Those of them where it may change something.", name("A source.", "crm-desk")),
  }),
  changes: maybe(name("The database that it changes.", "order-desk")),
  callable: flag("A test may call it: its arguments can be made up, and it changes nothing."),
  writes: flag("It changes something.", false),
  wrapResult: flag("Its result is no object and stands under `result`.", false),
  untrusted: maybe(name("Where its results come from, if they may hold text from outside.", "source main")),
  places: list(
    "The parameter of each `?` of its statement, if one of them has several.",
    name("Without the colon.", "limit"),
  ),
  bindings: map(
    "How each parameter of its statement is bound, by name.",
    name("`integer`, `number`, `string`, `boolean`, `list` or `json`.", "integer"),
  ),
} satisfies FieldsOf<ToolView>;

export const tool = object("A tool.", toolFields, "tool");

const elsewhere = {
  identifier: name("Its name in TypeScript.", "queryUsers"),
};

/** A tool of an older major that has a file of its own. */
export const olderTool = object(
  "A tool of an older major.",
  {
    ...toolFields,
    by: maybe(
      object("The tool of a newer major that does its work.", {
        ...elsewhere,
        module: name("As its file imports it.", "../../tools/query-users.js"),
      }),
    ),
    columns: maybe(list("Of its rows, only these go out.", words("A column.", "email"))),
    handler: maybe(
      object("The handler that does its work.", {
        ...elsewhere,
        fileName: name("The stem of its file.", "query-users-v1"),
      }),
    ),
  } satisfies FieldsOf<OlderToolView>,
  "tool of an older major",
);
