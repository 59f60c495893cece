/** What templates and docs see of HTTP sources. */
import type { HttpAuth, HttpSource } from "../spec/http-model.js";
import type { Json, ServerModel } from "../spec/model.js";
import type { Setting } from "../spec/source-model.js";
import type { Variable } from "./environment.js";

export interface HttpView extends Pick<HttpSource, "kind" | "name" | "identifier"> {
  /** All of it but what the environment holds: `UpstreamDefinition` of the generated server. */
  readonly definition: Json;
}

/** More requests at once to one service wait for a connection. */
const mostConnections = 32;

export const httpViews = (model: ServerModel): readonly HttpView[] =>
  model.sources
    .filter((source) => source.kind === "http")
    .map((source) => {
      const { kind, name, identifier } = source;
      return { kind, name, identifier, definition: definitionOf(source, model) };
    });

function definitionOf(source: HttpSource, { limits }: ServerModel): Json {
  const { name, baseUrl, plainHttp, auth, headers, networks, redirects, retries, bytes } = source;
  const connections = Math.min(limits.concurrency, mostConnections);
  return {
    name,
    baseUrl: { ...baseUrl },
    plainHttp,
    ...(auth === undefined ? {} : { auth: auth as unknown as Json }),
    headers: headers as unknown as Json,
    networks: [...networks],
    redirects,
    retries,
    bytes,
    connections,
  };
}

/** The variables of one HTTP source. */
export function httpVariables(source: HttpSource): readonly Variable[] {
  const { name, auth, baseUrl, headers } = source;
  const url = { required: true, secret: false };
  const secret = { required: true, secret: true };
  const entries: readonly (readonly [Setting | undefined, Omit<Variable, "name">])[] = [
    [baseUrl, { ...url, description: `Base URL of ${name}, such as https://api.example.com/v1` }],
    ...authSettings(auth).map(([setting, what, isUrl]) => {
      return [setting, { ...(isUrl ? url : secret), description: `${what} for ${name}` }] as const;
    }),
    ...Object.entries(headers).map(([header, setting]) => {
      return [setting, { ...secret, description: `Header ${header} for ${name}` }] as const;
    }),
  ];
  return entries.flatMap(([setting, variable]) =>
    setting !== undefined && "env" in setting ? [{ name: setting.env, ...variable }] : [],
  );
}

/** The settings of a credential, what each is, and whether it is an address. */
function authSettings(auth: HttpAuth | undefined): readonly (readonly [Setting, string, boolean?])[] {
  switch (auth?.kind) {
    case undefined:
      return [];
    case "bearer":
      return [[auth.token, "Token"]];
    case "basic":
      return [
        [auth.user, "User name"],
        [auth.password, "Password"],
      ];
    case "header":
      return [[auth.value, `Header ${auth.name}`]];
    case "oauth":
      return [
        [auth.tokenUrl, "URL of the token endpoint", true],
        [auth.clientId, "OAuth client id"],
        [auth.clientSecret, "OAuth client secret"],
      ];
  }
}

/** Values with which a server starts whose tests call none of its services. */
export const httpTestVariables = (model: ServerModel): { readonly [name: string]: string } =>
  Object.fromEntries(
    model.sources
      .flatMap((source) => (source.kind === "http" ? httpVariables(source) : []))
      .map(({ name, secret }) => [name, secret ? "unused" : "https://service.example.com"]),
  );
