import type { EnvironmentReader } from "../environment.js";
import { isHeaderValue } from "./upstream-headers.js";
import { urlProblem, type UrlRule } from "./upstream-url.js";

/** A literal of the spec, or the environment variable that holds the value. */
export type Setting = { readonly value: string } | { readonly env: string };

interface Auth<Secret> {
  readonly bearer: { readonly kind: "bearer"; readonly token: Secret };
  readonly basic: { readonly kind: "basic"; readonly user: Secret; readonly password: Secret };
  readonly header: { readonly kind: "header"; readonly name: string; readonly value: Secret };
  readonly oauth: {
    readonly kind: "oauth";
    readonly tokenUrl: Secret;
    readonly clientId: Secret;
    readonly clientSecret: Secret;
    readonly scope?: string;
    readonly audience?: string;
  };
}

interface Common {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  /** `http://` is accepted beyond this machine. */
  readonly plainHttp: boolean;
  /** Private networks that it may be in, such as `10.20.0.0/16`. */
  readonly networks: readonly string[];
  /** Whether a redirect to the same origin is followed. */
  readonly redirects: "refuse" | "same-origin";
  /** Of idempotent requests, after the first try. */
  readonly retries: number;
  /** Of one answer, decompressed. */
  readonly bytes: number;
  /** At most so many at once. */
  readonly connections: number;
}

/** An HTTP API as the spec describes it: everything but what the environment holds. */
export interface UpstreamDefinition extends Common {
  readonly baseUrl: Setting;
  readonly auth?: Auth<Setting>[keyof Auth<Setting>];
  readonly headers: Readonly<Record<string, Setting>>;
}

export interface UpstreamSettings extends Common {
  readonly baseUrl: URL;
  readonly auth?: Auth<string>[keyof Auth<string>];
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads what the environment holds of an HTTP API. Its values are never printed. */
export const readUpstream = (
  env: EnvironmentReader,
  definition: UpstreamDefinition,
  rule: UrlRule,
): UpstreamSettings => {
  const { baseUrl, auth, headers, ...common } = definition;

  const url = (setting: Setting): string => {
    if ("value" in setting) return setting.value;
    const text = env.string(setting.env);
    const problem = text === "" ? undefined : urlProblem(text, definition, rule);
    if (problem !== undefined) env.problem(setting.env, `must be ${problem}.`);
    return problem === undefined && text !== "" ? text : "https://invalid.invalid";
  };

  const secret = (setting: Setting): string => {
    if ("value" in setting) return setting.value;
    const text = env.secret(setting.env, { required: true }) ?? "";
    if (!isHeaderValue(text)) env.problem(setting.env, "must be one line of printable ASCII.");
    return text;
  };

  const read = (): UpstreamSettings["auth"] => {
    switch (auth?.kind) {
      case undefined:
        return undefined;
      case "bearer":
        return { kind: "bearer", token: secret(auth.token) };
      case "basic":
        return { kind: "basic", user: secret(auth.user), password: secret(auth.password) };
      case "header":
        return { kind: "header", name: auth.name, value: secret(auth.value) };
      case "oauth": {
        const { tokenUrl, clientId, clientSecret, ...rest } = auth;
        return {
          ...rest,
          tokenUrl: url(tokenUrl),
          clientId: secret(clientId),
          clientSecret: secret(clientSecret),
        };
      }
    }
  };

  const found = read();
  return {
    ...common,
    baseUrl: new URL(url(baseUrl)),
    ...(found !== undefined && { auth: found }),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, setting]) => [name.toLowerCase(), secret(setting)]),
    ),
  };
};
