import { readEnvironment } from "./environment.js";
import { http } from "./generated/contract.js";
import { upstreams } from "./generated/upstreams.js";
import { readUpstream } from "./sources/upstream-settings.js";
import { workerUrl } from "./sources/worker-url.js";
import { logLevels } from "./telemetry/log.js";

/** Variables and secrets of the Worker. Other bindings are none of the server's business. */
export type Bindings = Readonly<Record<string, unknown>>;

export type WorkerConfig = ReturnType<typeof loadWorkerConfig>;

/**
 * The Worker's settings from its bindings: those of `config.ts` that mean something here. Throws one error that
 * names every variable that is missing or wrong.
 */
export function loadWorkerConfig(bindings: Bindings) {
  const texts = Object.entries(bindings).filter(([, value]) => typeof value === "string");
  const env = readEnvironment(Object.fromEntries(texts) as Record<string, string>);
  const config = {
    log: { level: env.oneOf("LOG_LEVEL", logLevels, { default: "info" }) },
    audit: {
      key: env.secret("AUDIT_KEY", { required: true, minLength: 32 }) ?? "",
      onFailure: env.oneOf("AUDIT_ON_FAILURE", ["deny", "warn"], { default: "deny" }),
    },
    http: {
      path: http.path,
      allowedHosts: env.list("ALLOWED_HOSTS", { default: http.hosts }),
      allowedOrigins: env.list("ALLOWED_ORIGINS", { default: http.origins }),
    },
    apiKeys: env.secret("API_KEYS", { required: true }) ?? "",
    sources: {
      crm: readUpstream(env, upstreams.crm, workerUrl),
      registry: readUpstream(env, upstreams.registry, workerUrl),
      crmDesk: readUpstream(env, upstreams.crmDesk, workerUrl),
    },
  };
  env.finish();
  return config;
}
