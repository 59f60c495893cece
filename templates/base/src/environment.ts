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
  readonly list: (name: string, options?: { readonly default?: readonly string[] }) => readonly string[];
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

export declare function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): EnvironmentReader;
