import { readFileSync } from "node:fs";

/** Reads settings from environment variables and collects every problem before it complains. */
export interface EnvironmentReader {
  /** Text. Without a default the variable is required. */
  readonly string: (name: string, options?: { readonly default?: string }) => string;
  /** Text, or `undefined` when the variable is absent or empty. */
  readonly optional: (name: string) => string | undefined;
  readonly integer: (
    name: string,
    options: { readonly default?: number; readonly min?: number; readonly max?: number },
  ) => number;
  /** `true`/`false`, `1`/`0`, `yes`/`no`, `on`/`off`. */
  readonly boolean: (name: string, options?: { readonly default?: boolean }) => boolean;
  readonly oneOf: <T extends string>(
    name: string,
    values: readonly T[],
    options?: { readonly default?: T },
  ) => T;
  /** Separated by commas; blanks around each are dropped. */
  readonly list: (
    name: string,
    options?: { readonly default?: readonly string[] },
  ) => readonly string[];
  /** From `NAME`, or from the file that `NAME_FILE` names. Its value is never printed. */
  readonly secret: (
    name: string,
    options?: { readonly required?: boolean; readonly minLength?: number },
  ) => string | undefined;
  /** Adds a problem that a rule over several variables found. */
  readonly problem: (name: string, sentence: string) => void;
  /** Throws one `EnvironmentError` that lists every problem found, if there was any. */
  readonly finish: () => void;
}

/** The environment is not fit to start with. `message` lists every problem and holds no value of a secret. */
export class EnvironmentError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}

const truths = new Map([
  ...["true", "1", "yes", "on"].map((word) => [word, true] as const),
  ...["false", "0", "no", "off"].map((word) => [word, false] as const),
]);

const longestSecretFile = 64 * 1024;

/** Starts reading. Nothing throws before `finish`; until then a wrong variable reads as its default or as empty. */
export const readEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
): EnvironmentReader => {
  const problems: string[] = [];
  const problem = (name: string, sentence: string): void => {
    const line = `${name} ${sentence}`;
    if (!problems.includes(line)) problems.push(line); // a variable may be read more than once
  };

  // An empty variable counts as absent: that is how compose files and CI systems unset one.
  const optional = (name: string): string | undefined => env[name]?.trim() || undefined;

  const read = <T>(
    name: string,
    fallback: T | undefined,
    parse: (text: string) => T | undefined,
    must: string | undefined,
    empty: T,
  ): T => {
    const text = optional(name);
    if (text === undefined) {
      if (fallback === undefined) problem(name, must ? `is required: it ${must}.` : "is required.");
      return fallback ?? empty;
    }
    const value = parse(text);
    if (value === undefined) problem(name, `${must}.`);
    return value ?? fallback ?? empty;
  };

  const fromFile = (name: string): string | undefined => {
    const path = optional(`${name}_FILE`);
    if (path === undefined) return undefined;
    if (optional(name) !== undefined) problem(name, `and ${name}_FILE are both set: set one.`);
    try {
      const text = readFileSync(path, "utf8");
      if (text.length > longestSecretFile)
        problem(`${name}_FILE`, "names a file that is too long.");
      // Editors and `echo` end a file with a line end, which is no part of the secret.
      return text.replace(/\r?\n$/, "");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      problem(`${name}_FILE`, `names a file that cannot be read (${code}).`);
      return undefined;
    }
  };

  return {
    problem,
    optional,
    string: (name, options) => read(name, options?.default, (text) => text, undefined, ""),
    integer: (
      name,
      { default: fallback, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER },
    ) => {
      const parse = (text: string): number | undefined => {
        const value = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN;
        return value >= min && value <= max ? value : undefined;
      };
      const range = min === Number.MIN_SAFE_INTEGER ? "" : ` from ${min} to ${max}`;
      return read(name, fallback, parse, `must be a whole number${range}`, 0);
    },
    boolean: (name, options) =>
      read(
        name,
        options?.default,
        (text) => truths.get(text.toLowerCase()),
        "must be true or false",
        false,
      ),
    oneOf: (name, values, options) =>
      read(
        name,
        options?.default,
        (text) => values.find((value) => value === text),
        `must be one of ${values.join(", ")}`,
        values[0] as (typeof values)[number],
      ),
    list: (name, options) => {
      const parse = (text: string): readonly string[] =>
        text.split(",").flatMap((item) => item.trim() || []);
      return read(name, options?.default, parse, "must be a list separated by commas", []);
    },
    secret: (name, options) => {
      const before = problems.length;
      const value = fromFile(name) ?? optional(name);
      const { required = false, minLength = 1 } = options ?? {};
      if (value === undefined || value === "") {
        if (required && problems.length === before) {
          problem(name, `is required (or ${name}_FILE, the path of a file that holds it).`);
        }
        return undefined;
      }
      if (value.length < minLength) problem(name, `must have at least ${minLength} characters.`);
      return value;
    },
    finish: () => {
      if (problems.length > 0) throw new EnvironmentError(problems);
    },
  };
};
