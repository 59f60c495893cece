import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readEnvironment } from "./environment.js";
import { http } from "./generated/contract.js";
import { upstreams } from "./generated/upstreams.js";
import { nodeUrl } from "./sources/node-url.js";
import { readUpstream } from "./sources/upstream-settings.js";
import { logLevels } from "./telemetry/log.js";

export type Config = ReturnType<typeof loadConfig>;

/** Paths are relative to the project, wherever the server is started from. */
const root = fileURLToPath(new URL("..", import.meta.url));
const inProject = (path: string): string => resolve(root, path);

/**
 * The server's settings from the environment, as `.env.example` lists them. Throws one error that
 * names every variable that is missing or wrong.
 */
export function loadConfig(variables: NodeJS.ProcessEnv) {
  const env = readEnvironment(variables);
  const production = variables.NODE_ENV === "production";
  const auditFile = env.string("AUDIT_FILE", { default: "var/audit.jsonl" });
  const config = {
    log: { level: env.oneOf("LOG_LEVEL", logLevels, { default: "info" }) },
    audit: {
      file: auditFile === "-" ? auditFile : inProject(auditFile),
      key: env.secret("AUDIT_KEY", {
        required: production,
        minLength: 32,
      }),
      onFailure: env.oneOf("AUDIT_ON_FAILURE", ["deny", "warn"], { default: "deny" }),
    },
    http: {
      host: env.string("HOST", { default: "127.0.0.1" }),
      port: env.integer("PORT", { default: http.port, min: 0, max: 65_535 }),
      path: http.path,
      allowedHosts: env.list("ALLOWED_HOSTS", { default: http.hosts }),
      allowedOrigins: env.list("ALLOWED_ORIGINS", { default: http.origins }),
      trustedProxies: env.integer("TRUST_PROXY", { default: 0, min: 0, max: 10 }),
      limits: {
        delayMs: env.integer("SHUTDOWN_DELAY", { default: 0, min: 0, max: 300 }) * 1_000,
        drainMs: 20_000,
      },
    },
    apiKeys: env.secret("API_KEYS", { required: true }) ?? "",
    sources: {
      crm: readUpstream(env, upstreams.crm, nodeUrl),
      registry: readUpstream(env, upstreams.registry, nodeUrl),
      crmDesk: readUpstream(env, upstreams.crmDesk, nodeUrl),
    },
  };
  env.finish();
  return config;
}
