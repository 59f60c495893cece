/** What the wizard asks, each also a flag, and what stands when nobody answers. */

export const sourceAnswers = ["sample", "sqlite", "postgres", "mysql", "http", "none"] as const;
export type SourceAnswer = (typeof sourceAnswers)[number];
export type TransportAnswer = "stdio" | "http";
export type AuthAnswer = "none" | "jwt" | "apiKeys";

/** Everything that a new spec is written from. All texts are as typed: nothing is trusted. */
export interface Answers {
  /** Package and server name. */
  readonly name: string;
  readonly description: string;
  readonly source: SourceAnswer;
  readonly tool: string;
  readonly toolDescription: string;
  /** The first tool's statement; only with a database. */
  readonly sql?: string;
  /** Base URL of the API; only with `http`. */
  readonly api?: string;
  readonly transports: readonly TransportAnswer[];
  readonly port: number;
  /** Such as `60/minute`. */
  readonly rate: string;
  readonly auth: AuthAnswer;
  /** Only with `jwt`. */
  readonly issuer?: string;
  readonly audience?: string;
  /** Names of additions. */
  readonly with?: readonly string[];
}

/** The variable that names the database when the source is the user's own file. */
export const databaseVariable = "DATABASE_FILE";

interface FirstTool {
  readonly tool: string;
  readonly toolDescription: string;
  readonly sql?: string;
}

/** Of the sample data, in either engine. */
const queryUsers: FirstTool = {
  tool: "query_users",
  toolDescription: "Return user records, newest first. Read-only.",
  sql: [
    "SELECT id, name, email, created_at FROM users",
    "WHERE active = :active",
    "ORDER BY created_at DESC LIMIT :limit",
  ].join("\n"),
};

/** What the first tool is for each source, unless said otherwise. */
export const firstTools: Readonly<Record<SourceAnswer, FirstTool>> = {
  sample: queryUsers,
  sqlite: {
    tool: "query_rows",
    toolDescription: "Return rows of the database.",
    // Only for checking the other answers: nothing is known of the user's tables, so the statement is asked for.
    sql: "SELECT 1 AS one",
  },
  postgres: queryUsers,
  mysql: {
    ...queryUsers,
    sql: ["SELECT id, name, email, created_at FROM users", "ORDER BY created_at DESC LIMIT :limit"].join(
      "\n",
    ),
  },
  http: {
    tool: "get_item",
    toolDescription: "Return one item by its id. Replace it with what your API does.",
  },
  none: {
    tool: "greet",
    toolDescription: "Greet somebody by name. Replace it with what your server does.",
  },
};

/** Stand in for answers that have no default and are still to come. */
export const placeholders: Pick<Answers, "issuer" | "audience"> = {
  issuer: "https://id.example.com",
  audience: "https://mcp.example.com/mcp",
};

/** Fills in what was not said. */
export function withDefaults(given: Partial<Answers>): Answers {
  const source = given.source ?? "sample";
  const first = firstTools[source];
  const { sql: firstSql, ...named } = first;
  const { sql, ...rest } = given;
  const statement = firstSql === undefined ? undefined : (sql ?? firstSql);
  return {
    name: "my-mcp-server",
    description: firstSql === undefined ? "Tools for models." : "Read-only access to a database.",
    ...named,
    transports: ["stdio", "http"],
    port: 3000,
    rate: "60/minute",
    auth: "none",
    ...(source === "http" && { api: "https://api.example.com" }),
    ...rest,
    source,
    ...(statement !== undefined && { sql: statement }),
  };
}
