/** What has to be known for a new spec: the wizard asks it, a script says it by flags. */
import type { Answers } from "./answers.js";

/** Answers so far; `database` is the user's own file on this machine. */
export type Given = Partial<Answers> & { readonly database?: string };

export interface Question {
  /** The option that answers it. */
  readonly flag: string;
  readonly key: keyof Given;
  /** Whether it matters, given the answers before it. Default: always. */
  readonly when?: (given: Given) => boolean;
  /** No default would be right, so `--yes` does not answer it. */
  readonly mandatory?: true;
  /** It only adds: who does not say it wants none. */
  readonly optional?: true;
}

const usesOwnFile = ({ source }: Given) => source === "sqlite";
const usesApi = ({ source }: Given) => source === "http";
const usesJwt = ({ auth }: Given) => auth === "jwt";

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  { flag: "name", key: "name" },
  { flag: "source", key: "source" },
  { flag: "database", key: "database", when: usesOwnFile },
  { flag: "api", key: "api", when: usesApi },
  { flag: "tool", key: "tool" },
  { flag: "tool-description", key: "toolDescription", when: usesOwnFile },
  { flag: "sql", key: "sql", when: usesOwnFile, mandatory: true },
  { flag: "transport", key: "transports" },
  { flag: "rate", key: "rate" },
  {
    flag: "auth",
    key: "auth",
    when: ({ transports }) => transports === undefined || transports.includes("http"),
  },
  { flag: "issuer", key: "issuer", when: usesJwt, mandatory: true },
  { flag: "audience", key: "audience", when: usesJwt, mandatory: true },
  { flag: "with", key: "with", optional: true },
];

/** The questions that are still open. With `yes`, only those that have no default. */
export function openQuestions(given: Given, yes: boolean): readonly Question[] {
  return questions.filter(
    ({ key, when, mandatory }) =>
      given[key] === undefined && (when?.(given) ?? true) && (!yes || mandatory === true),
  );
}

/** The words that give the same answers without a question, for `create-mcp-prod`. */
export function equivalentWords(dir: string, given: Given, flags: readonly string[]): readonly string[] {
  const texts: readonly (readonly [string, string | undefined])[] = [
    ["name", given.name],
    ["description", given.description],
    ["source", given.source],
    ["database", given.database],
    ["tool", given.tool],
    ["tool-description", given.toolDescription],
    ["sql", given.sql],
    ...(given.transports ?? []).map((one) => ["transport", one] as const),
    ["port", given.port?.toString()],
    ["rate", given.rate],
    ["auth", given.auth],
    ["issuer", given.issuer],
    ["audience", given.audience],
    ...(given.with ?? []).map((one) => ["with", one] as const),
  ];
  const options = texts.flatMap(([flag, value]) => {
    if (value === undefined) return [];
    // A value that begins with a dash would be read as another option.
    return value.startsWith("-") ? [`--${flag}=${value}`] : [`--${flag}`, value];
  });
  return ["npx", "create-mcp-prod", dir.startsWith("-") ? `./${dir}` : dir, "--yes", ...options, ...flags];
}
