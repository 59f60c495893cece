import type { Logger } from "pino";

type Environment = Readonly<Record<string, string | undefined>>;

/** What this server asks others for. */
export interface Outbound {
  /** HTTP APIs, through the egress guard. */
  readonly apis?: boolean;
  /** The keys of the tokens' issuer, by Node's own `fetch`. */
  readonly issuer?: boolean;
}

/** What runs the server. */
export interface Node {
  readonly version: string;
  /** Those that it was started with. */
  readonly flags: readonly string[];
}

const names = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];

/** Whether Node's own `fetch` goes by these variables: asked for, and known to this Node (from 22.21 and 24.0 on). */
const nodeUsesProxies = (env: Environment, { version, flags }: Node): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isKnown = major >= 24 || (major === 22 && minor >= 21);
  const options = [...flags, ...(env["NODE_OPTIONS"] ?? "").split(/\s+/)];
  return isKnown && (env["NODE_USE_ENV_PROXY"] === "1" || options.includes("--use-env-proxy"));
};

/**
 * Says once, at the start, that the proxy which the environment names is not used, and why: whoever set it up would
 * look for the requests there. Only names of variables are logged; values may hold a password.
 */
export const warnOfProxies = (
  env: Environment,
  { apis = false, issuer = false }: Outbound,
  log: Logger,
  node: Node = { version: process.versions.node, flags: process.execArgv },
): void => {
  const variables = names
    .flatMap((name) => [name, name.toLowerCase()])
    .filter((name) => (env[name] ?? "") !== "");
  const direct = [
    ...(apis
      ? ["HTTP APIs: the address of each connection is checked, and would be the proxy's"]
      : []),
    ...(issuer && !nodeUsesProxies(env, node)
      ? ["the issuer's keys: NODE_USE_ENV_PROXY=1 has Node (from 22.21 and 24.0 on) use the proxy"]
      : []),
  ];
  if (variables.length === 0 || direct.length === 0) return;
  log.warn({ event: "proxy_not_used", variables, direct });
};
