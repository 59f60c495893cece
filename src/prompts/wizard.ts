/** The questions of a new project. Each says in one line what its answer adds, and refuses what the spec would. */
import { checkbox, input, select } from "@inquirer/prompts";
import type { Terminal } from "../terminal.js";
import { possibleAdditions } from "./additions.js";
import { firstTools, placeholders, type Answers } from "./answers.js";
import { databaseProblem } from "./database-file.js";
import { firstProblem } from "./new-spec.js";
import type { Given, Question } from "./questions.js";

/** Where prompts read and draw, and what ends them. */
type Context = NonNullable<Parameters<typeof input>[1]>;

/** One prompt: answers so far in, its own answer out. */
type Ask = (given: Given, context: Context, around: Around) => Promise<Given>;

interface Around {
  readonly cwd: string;
  /** A name to offer. */
  readonly name: string;
}

/** Validates by writing the spec with this answer and reading it again: one set of rules, told in place. */
const fits = (given: Given, key: keyof Answers) => async (value: string | readonly string[]) =>
  (await firstProblem({ ...placeholders, ...given, [key]: value })) ?? true;

const prompts: Readonly<Record<string, Ask>> = {
  name: async (given, context, { name }) => ({
    name: await input(
      {
        message: "Name of the server and its package:",
        default: name,
        validate: fits(given, "name"),
      },
      context,
    ),
  }),
  source: async (_given, context) => ({
    source: await select(
      {
        message: "Where is the data?",
        choices: [
          {
            value: "sample" as const,
            name: "Embedded SQLite with sample data",
            description:
              "Works at once: two SQL files, built into a database that the server opens read-only.",
          },
          {
            value: "sqlite" as const,
            name: "My own SQLite file",
            description: "Opened read-only; its path comes from the environment of the server.",
          },
          {
            value: "postgres" as const,
            name: "PostgreSQL",
            description:
              "A role that can only read, checked at each start; embedded, with sample data, until there is an address.",
          },
          {
            value: "mysql" as const,
            name: "MySQL or MariaDB",
            description: "An account that can only read the columns that you name, checked at each start.",
          },
          {
            value: "http" as const,
            name: "An HTTP API",
            description: "Tools are requests, behind a guard that reaches this API and nothing else.",
          },
          {
            value: "none" as const,
            name: "None: my own functions",
            description: "Typed TypeScript handlers, created once and then yours.",
          },
        ],
      },
      context,
    ),
  }),
  database: async (_given, context, { cwd }) => ({
    database: await input(
      {
        message: "Path of the database file:",
        required: true,
        validate: async (path) => (await databaseProblem(path, cwd)) ?? true,
      },
      context,
    ),
  }),
  api: async (given, context) => ({
    api: await input(
      {
        message: "Base URL of the API:",
        default: "https://api.example.com",
        validate: fits(given, "api"),
      },
      context,
    ),
  }),
  tool: async (given, context) => ({
    tool: await input(
      {
        message: "Name of the first tool, as models call it:",
        default: firstTools[given.source ?? "sample"].tool,
        validate: fits(given, "tool"),
      },
      context,
    ),
  }),
  "tool-description": async (given, context) => ({
    toolDescription: await input(
      {
        message: "What it returns, for the model to read:",
        default: firstTools[given.source ?? "sample"].toolDescription,
        validate: fits(given, "toolDescription"),
      },
      context,
    ),
  }),
  sql: async (given, context) => ({
    sql: await input(
      {
        message: "Its statement, such as SELECT id, name FROM customers LIMIT :limit",
        required: true,
        validate: fits(given, "sql"),
      },
      context,
    ),
  }),
  transport: async (_given, context) => ({
    transports: await checkbox(
      {
        message: "How do clients reach it?",
        required: true,
        choices: [
          {
            value: "stdio" as const,
            name: "stdio",
            checked: true,
            description: "A client on this machine starts it.",
          },
          {
            value: "http" as const,
            name: "HTTP",
            checked: true,
            description: "One server for many clients; this machine only until callers are authenticated.",
          },
        ],
      },
      context,
    ),
  }),
  rate: async (given, context) => ({
    rate: await input(
      {
        message: "Most calls of a tool by one caller (count/second, minute, hour or day):",
        default: "60/minute",
        validate: fits(given, "rate"),
      },
      context,
    ),
  }),
  auth: async (_given, context) => ({
    auth: await select(
      {
        message: "Who may call over HTTP?",
        choices: [
          {
            value: "none" as const,
            name: "Anybody on this machine",
            description: "Refuses to listen anywhere else.",
          },
          {
            value: "jwt" as const,
            name: "Holders of a token",
            description: "OAuth access tokens (JWT) of your identity provider, checked against its keys.",
          },
          {
            value: "apiKeys" as const,
            name: "Holders of an API key",
            description: "Keys that you hand out; the server knows only their hashes.",
          },
        ],
      },
      context,
    ),
  }),
  issuer: async (given, context) => ({
    issuer: await input(
      {
        message: "Issuer of the tokens, as in their `iss`:",
        required: true,
        validate: fits(given, "issuer"),
      },
      context,
    ),
  }),
  audience: async (given, context) => ({
    audience: await input(
      {
        message: "Public URL of this server, as in their `aud`:",
        required: true,
        validate: fits(given, "audience"),
      },
      context,
    ),
  }),
  with: async (given, context) => ({
    with: await checkbox(
      {
        message: "What else should it have? (nothing is fine: each is a line in mcp.yaml, for any later day)",
        choices: possibleAdditions(given).map(({ name, title, adds }) => ({
          value: name,
          name: title,
          description: adds,
        })),
        validate: async (chosen) => fits(given, "with")(chosen.map(({ value }) => value)),
      },
      context,
    ),
  }),
};

/**
 * Asks what is still open, in order; an answer may open or close later questions, so `next` is asked each time.
 * `name` is the one to offer. Rejects with inquirer's `ExitPromptError` or `AbortPromptError` when the user stops.
 */
export async function ask(
  given: Given,
  next: (given: Given) => Question | undefined,
  name: string,
  terminal: Terminal,
): Promise<Given> {
  const context: Context = {
    ...(terminal.prompts as Pick<Context, "input" | "output"> | undefined),
    signal: terminal.signal,
  };
  let answers = given;
  for (let question = next(answers); question !== undefined; question = next(answers)) {
    const prompt = prompts[question.flag];
    if (prompt === undefined) throw new Error(`no prompt for --${question.flag}`);
    answers = { ...answers, ...(await prompt(answers, context, { cwd: terminal.cwd, name })) };
  }
  return answers;
}
