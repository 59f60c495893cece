/**
 * Everything that templates see, each field with a sentence, a type and an example. The compiler holds it against
 * the type that is rendered; a test holds it against the views of all golden cases; `docs/templates.md` is made of it.
 */
import type { Table } from "../../render/tables/table.js";
import type { ControlView, Security } from "../../render/security.js";
import type { View } from "../../render/view.js";
import type { Auth } from "../../spec/model.js";
import {
  code,
  flag,
  json,
  list,
  maybe,
  name,
  number,
  object,
  words,
  type Field,
  type FieldsOf,
  type FieldTable,
} from "./field.js";
import { httpApi, mysqlDatabase, postgresDatabase, setting, source } from "./source.js";
import { deployment } from "./deployment.js";
import { major, oldName } from "./major.js";
import { limitsOf, olderTool, tool } from "./tool.js";

const cell = code("A cell, in Markdown.", "`query_users`");
const tableFields = {
  header: list("Titles of the columns.", cell),
  rows: list("Rows of cells.", list("A row.", cell)),
} satisfies FieldsOf<Table>;
const table = (doc: string) => object(doc, tableFields, "table");

const control = object(
  "A control.",
  {
    id: name("Its name in reports.", "rate"),
    title: code("What it is called.", "Calls of a caller and tool in a time"),
    statement: code("What holds.", "Each tool has a budget for each caller."),
    enforcedIn: code("The files that see to it.", "`src/guard/limit.ts`"),
    provedBy: code("The tests that prove it.", "all of `test/jwt.test.ts`"),
    countsToward: code("Criteria of auditors.", "SOC 2 CC6.1; ISO 27001 A.8.5"),
  } satisfies FieldsOf<ControlView>,
  "control",
);

const auth = object("Who may call over HTTP.", {
  kind: name("`none`, `jwt` or `apiKeys`.", "jwt"),
  issuer: maybe(words("Of `jwt`: whose tokens are accepted.", "https://auth.example.com")),
  audience: maybe(words("Of `jwt`: the server's public URL.", "https://mcp.example.com/mcp")),
  jwksUri: maybe(words("Of `jwt`: the issuer's keys.", "https://auth.example.com/keys")),
} satisfies FieldsOf<Auth>);

export const viewFields = {
  specFile: name("The spec's file name.", "mcp.yaml"),
  ignoredIncludes: list(
    "Files with tools beside the spec, as lines of an ignore file.",
    code("A line.", "tools/users.yaml"),
  ),
  server: object("What the server is called.", {
    name: name("Of the server and its package.", "internal-db-mcp"),
    title: words("Shown to people.", "Internal database"),
    version: name("Semantic version of the contract.", "1.2.0"),
    description: words("What it is for, in a sentence.", "Read-only access to people."),
    instructions: maybe(words("For the model: how to use the tools together.", "Look up a team first.")),
    owner: maybe(words("Who answers for it.", "platform@example.com")),
    repository: maybe(words("Where its source is.", "https://git.example.com/people-mcp")),
    license: words("SPDX expression, or `UNLICENSED`.", "UNLICENSED"),
  }),
  has: object("What the spec switches on.", {
    stdio: flag("It serves stdio."),
    http: flag("It serves HTTP."),
    both: flag("It serves both."),
    sources: flag("It has sources."),
    sql: flag("Some tool has a statement."),
    handlers: flag("Some tool has a handler."),
    anonymous: flag("Anybody may call over HTTP.", false),
    bearer: flag("Callers over HTTP bring a token or a key."),
    jwt: flag("They bring a token."),
    apiKeys: flag("They bring a key.", false),
    sqlite: flag("A source is SQLite."),
    sqliteInServer: flag("One of those is read in the server's process."),
    sqliteProcess: flag("One of those is read in processes of its own.", false),
    postgres: flag("A source is PostgreSQL.", false),
    postgresOnly: flag("One of those has no schema.", false),
    embedded: flag("One of those has one, and can be embedded in development.", false),
    mysql: flag("A source is MySQL or MariaDB.", false),
    remote: flag("A source is reached over a connection: PostgreSQL, MySQL or MariaDB.", false),
    databases: flag("A source is a database."),
    upstream: flag("A source is an HTTP API.", false),
    handlerApis: flag("Handlers can reach an HTTP API.", false),
    handlerDatabases: flag("Handlers can query a database.", false),
    readable: flag("A database is only read."),
    writable: flag("Handlers can change a database.", false),
    postgresWrite: flag("One of those is PostgreSQL.", false),
    postgresRead: flag("A source of PostgreSQL is only read.", false),
    mysqlWrite: flag("One of those is MySQL or MariaDB.", false),
    mysqlRead: flag("A source of MySQL or MariaDB is only read.", false),
    redis: flag("Calls are counted in Redis or Valkey.", false),
    metrics: flag("It serves metrics.", false),
    tracing: flag("It sends traces.", false),
    untrusted: flag("Some result may hold text from outside.", false),
    hidden: flag("Callers over HTTP see only the tools that they may call.", false),
    deprecated: flag("A tool, or an old name of one, is to go.", false),
    oldNames: flag("A tool answers to the name that it had, too.", false),
    worker: flag("It can be deployed to Cloudflare Workers.", false),
    lambda: flag("It can be deployed to AWS Lambda.", false),
    github: flag("Its checks run in GitHub Actions."),
    release: flag("Its releases do, too.", false),
    npm: flag("It is published as a package.", false),
    registry: flag("It is listed in the MCP registry.", false),
    ownedOnGitHub: flag("Under a name that its repository on GitHub proves.", false),
    bundle: flag("It is packed as an MCP bundle.", false),
    image: flag("It has a container image.", false),
    compose: flag("It has a compose file.", false),
    kubernetes: flag("It can be deployed to Kubernetes.", false),
    cloudRun: flag("It can be deployed to Google Cloud Run.", false),
    deployed: flag("Any of these hosts is on.", false),
    scopes: flag("The spec declares scopes."),
    evidence: flag("`npm run evidence` writes a report of its controls.", false),
    majors: flag("Majors of the contract are served side by side.", false),
    olderMajors: flag("And there are older ones than the spec's.", false),
    endingMajors: flag("And it is announced when one of those ends.", false),
  }),
  tools: list("All tools, in the order of the spec.", tool),
  handlers: list("The tools with a handler.", tool),
  identifiers: list("Of the tools, in order.", name("A tool in TypeScript.", "queryUsers")),
  oldNames: list("Names that tools had before, and still answer to.", oldName),
  served: list(
    "The identifiers and, where there are old names, what spreads those.",
    code("An item of a list in TypeScript.", "queryUsers"),
  ),
  majors: maybe(list("Majors that are served side by side, oldest first.", major)),
  sampleRequest: code(
    "A request that shows the server at work, as one word of a shell.",
    `'{"jsonrpc":"2.0","id":1,"method":"tools/list"}'`,
  ),
  handlerNames: code("The tools with handlers, in Markdown prose.", "`score_lead`"),
  lambdaVariables: code("What a Lambda does not start without, in Markdown prose.", "`AUDIT_KEY`"),
  supervisedNames: code("The tools that are not to be called without a human, likewise.", "`rate_lead`"),
  untrustedNames: code("The tools whose results may hold text from outside, likewise.", "`score_lead`"),
  writing: list("The tools that change something.", name("As clients call it.", "send_mail")),
  calls: list(
    "Calls that the generated tests make.",
    json("A call.", '{"name":"query_users","arguments":{}}'),
  ),
  lowered: list(
    "The same, asking for more than a cap allows.",
    json("A call.", '{"name":"query_users","arguments":{"limit":1000000},"most":500}'),
  ),
  sources: list("Data that statements read, in the order of the spec.", source),
  sourceNames: list("Of the SQLite databases.", name("A source.", "main")),
  postgres: list("The PostgreSQL databases.", postgresDatabase),
  postgresVariables: list("Variables with their addresses, each once.", name("A variable.", "CRM_URL")),
  requiredPostgres: list("Those that development needs, too.", name("A variable.", "CRM_URL")),
  isolatedNames: code("The SQLite databases read in processes of their own, in Markdown prose.", "`main`"),
  mysql: list("The databases of MySQL and MariaDB.", mysqlDatabase),
  mysqlVariables: list("Variables with their addresses, each once.", name("A variable.", "SHOP_URL")),
  remoteVariables: list("Those of all of these databases, each once.", name("A variable.", "SHOP_URL")),
  requiredRemote: list("Those of them that tests need.", name("A variable.", "SHOP_URL")),
  apis: list("The HTTP APIs.", httpApi),
  apiEnvironment: json("Their settings in tests, which call none of them.", '{"CRM_TOKEN":"unused"}'),
  unbuilt: list("Variables of databases that nothing here can build.", name("A variable.", "CRM_URL")),
  databases: json("What to build each SQLite database from.", '[{"name":"main","file":"var/main.db"}]'),
  transports: object("How clients reach it.", {
    stdio: flag("Started by the client, as its child."),
    http: maybe(
      object("Streamable HTTP.", {
        port: number("Where it listens.", 3000),
        path: name("Begins with `/`.", "/mcp"),
        hosts: list("Host names, besides loopback.", words("A host.", "mcp.example.com")),
        origins: list("Web origins whose pages may call.", words("An origin.", "https://app.example.com")),
      }),
    ),
  }),
  auth,
  jwt: json("The settings of `auth: jwt:`, or null.", '{"issuer":"https://auth.example.com","audience":…}'),
  scopes: list(
    "Scopes that the spec declares.",
    object("A scope.", {
      name: words("As tokens have it.", "users:read"),
      description: words("What it allows.", "Look up users"),
    }),
  ),
  scopeNames: list("Their names.", words("A scope.", "users:read")),
  scopeArguments: code("Their names as arguments of a shell command.", "users:read teams:read"),
  hideTools: flag("Callers see only the tools that their scopes allow.", false),
  limits: limitsOf("The server's ceilings: no tool exceeds them."),
  limitStore: maybe(
    object("Where calls are counted for all replicas.", {
      url: setting("Of Redis or Valkey."),
      onFailure: name("`local` or `deny`.", "local"),
    }),
  ),
  limitStoreVariable: name("The variable with its address.", "REDIS_URL"),
  telemetry: object("What the server tells of itself.", {
    metrics: maybe(object("Prometheus metrics.", { port: number("Where they are served.", 9464) })),
    tracing: flag("OpenTelemetry spans.", false),
  }),
  deploy: object("Where it can be deployed to.", {
    workers: flag("Cloudflare Workers.", false),
    lambda: flag("AWS Lambda.", false),
    container: flag("A container image and a compose file.", false),
    kubernetes: flag("Kubernetes.", false),
    cloudRun: flag("Google Cloud Run.", false),
  }),
  ci: maybe(name("Where its checks run by themselves: `github`.", "github")),
  publish: object("Where it is published.", {
    npm: flag("As a package.", false),
    registry: maybe(name("In the MCP registry, under this name.", "io.github.example/internal-db-mcp")),
    bundle: flag("As an MCP bundle.", false),
  }),
  evidence: flag("The project can prove its controls, and write a report of it.", false),
  workerName: name("The server as Cloudflare calls it.", "internal-db-mcp"),
  deployment,
  shutdown: object("How long the server waits at its end.", {
    drainSeconds: number("For calls in flight.", 20),
    endSeconds: number("For them, sources and records.", 25),
    graceSeconds: number("From the order to end to the end, with what comes before.", 40),
  }),
  secretNames: code("The secrets that production needs, in Markdown prose.", "`AUDIT_KEY`"),
  composeOutside: code("What the compose file does not have, likewise.", "API crm"),
  environment: list(
    "Every variable that the server reads.",
    object("A variable.", {
      name: name("In capitals.", "LOG_LEVEL"),
      description: words("What it is for.", "How much is logged"),
      required: flag("The server does not start without it.", false),
      secret: flag("May come from a file, and is never printed.", false),
      default: maybe(words("What holds when it is absent.", "info")),
    }),
  ),
  contract: object("What clients rely on.", {
    hash: name("Of the contract.", "sha256:5b1f…"),
    text: code("The contract as JSON.", '{"server":{…},"tools":{…}}'),
  }),
  packageJson: json("What `package.json` says.", '{"name":"internal-db-mcp","version":"1.2.0"}'),
  serverJson: json("What `server.json` says, or null.", '{"name":"io.github.example/internal-db-mcp",…}'),
  bundle: object("What `manifest.json` of an MCP bundle says.", {
    author: words("Who made it.", "platform@example.com"),
    environment: json(
      "Variables, each the placeholder of a setting.",
      '{"CRM_URL":"${user_config.crm_url}"}',
    ),
    tools: json("The tools, with what they do.", '[{"name":"query_users","description":"…"}]'),
    settings: json("What clients ask their users for.", '{"crm_url":{"type":"string","title":"CRM_URL",…}}'),
  }),
  docs: object("Tables for the READMEs, for `mdTable`.", {
    tools: table("The tools."),
    behaviour: table("What the tools change and reach."),
    deprecated: table("Tools and old names that are to go."),
    majors: table("Majors that are served side by side."),
    settings: table("Environment variables."),
    fields: table("Fields of the log and the audit record."),
    metrics: table("Metrics."),
    codes: table("Error codes."),
    apis: table("The HTTP APIs."),
    writes: table("What handlers may change in databases."),
    hosts: table("What works on each host that is on."),
    controls: table("What is enforced where, and tested where."),
  }),
  security: object("What `SECURITY.md` says. Texts are Markdown.", {
    promise: code("What holds whatever callers send.", "a tool gives no more than its limits"),
    assets: table("What is protected."),
    actors: table("From whom."),
    boundaries: table("Where they meet, and what stands there."),
    areas: list(
      "The controls that this server has, by area.",
      object("An area.", {
        title: code("Its heading.", "Who may call"),
        controls: list("Its controls.", control),
      }),
    ),
    notInPlace: list("What this server does not do.", code("A sentence.", "**Authentication.** …")),
    soc2: table("The criteria of SOC 2 that controls count toward."),
    iso: table("The controls of ISO/IEC 27001, Annex A, that they count toward."),
    controls: json("The controls as data.", '[{"id":"rate",…}]'),
    sources: json("Names and kinds of the sources.", '[{"name":"main","kind":"sqlite"}]'),
  } satisfies FieldsOf<Security>),
} satisfies FieldsOf<View>;

/** What every template sees. */
export const view = object("What every template sees.", viewFields);

/** What a template sees beside the view, by the placeholder of its path. */
export const subjects = {
  "[tool]": { tool },
  "[major]": { major, tool: maybe(olderTool) },
  "[handler]": { tool },
  "[postgres]": { source: postgresDatabase },
  "[mysql]": { source: mysqlDatabase },
} as const satisfies Readonly<Record<string, FieldTable>>;

/** What the template sees that makes files of this path, placeholders included. */
export function seenBy(path: string): Field {
  const placeholders = Object.entries(subjects).filter(([placeholder]) => path.includes(placeholder));
  const found = placeholders.find(([placeholder]) => placeholder === "[major]") ?? placeholders[0];
  return found === undefined ? view : object(view.doc, { ...viewFields, ...found[1] });
}
