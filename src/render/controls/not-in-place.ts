/** What this server does not do, said before somebody relies on it. Sentences are Markdown. */
import { mdCode } from "../text.js";
import { only, type Facts } from "./facts.js";

export function notInPlaceOf({ model, has, scoped }: Facts): readonly string[] {
  const inServer = model.sources.filter((source) => source.kind === "sqlite" && source.isolation === "none");
  const excepted = model.sources.filter(
    (source) => (source.kind === "postgres" || source.kind === "mysql") && source.allowed.length > 0,
  );
  return [
    ...only(
      has.anonymous,
      "**Authentication.** Whatever runs on this machine may call every tool over HTTP. `auth` in the spec asks for tokens or keys.",
    ),
    ...only(
      has.bearer && !scoped,
      "**Rights of single callers.** Whoever is let in may call every tool. `scopes` in the spec tell them apart.",
    ),
    ...only(
      scoped && !has.hidden,
      "**A list of one's own.** Callers see the tools that they may not call. `auth.hideTools` in the spec hides them.",
    ),
    ...only(
      has.jwt,
      "**Revocation of tokens before they expire.** The issuer is not asked about each token: short lifetimes bound the damage.",
    ),
    ...only(has.apiKeys, "**Expiry of API keys.** A key works until its entry is taken out of `API_KEYS`."),
    ...only(
      model.tools.some(({ annotations }) => !annotations.readOnlyHint),
      "**A person's consent to each change.** Tools say that they change something; whether somebody is asked first is the client's decision.",
    ),
    ...only(
      has.databases,
      "**Rights on single rows.** Who may call a tool may ask it for any row that its statement can select.",
    ),
    ...only(
      has.http,
      "**Encryption on the way.** The server speaks plain HTTP. Beyond loopback, a proxy in front of it ends TLS.",
    ),
    ...only(
      has.http && !has.redis,
      "**Limits across replicas.** Each process counts calls by itself. `limits.store` in the spec counts for all.",
    ),
    ...only(
      inServer.length > 0,
      `**Statements of ${inServer.map(({ name }) => mdCode(name)).join(", ")} apart from the server.** One that works long before its first row holds up other calls. \`isolation: process\` in the spec kills it.`,
    ),
    ...only(
      excepted.length > 0,
      `**Some rights of the credential of ${excepted.map(({ name }) => mdCode(name)).join(", ")}.** The spec accepts them under \`managed.allow\`; each start logs those that it finds.`,
    ),
    ...only(
      has.worker && has.upstream,
      "**A check of addresses on Cloudflare Workers.** A Worker sees the name of a service and not the address that it connects to. That it is a public one is [for Cloudflare's proxy to see to](https://developers.cloudflare.com/workers/reference/security-model/), or for the configuration of a `workerd` of your own.",
      "**One view of a service on Cloudflare Workers.** Each isolate has access tokens of its own, and finds out by itself that a service is down.",
    ),
    ...only(
      has.http && !has.metrics,
      "**Metrics and alerts.** The log has every call; `telemetry.metrics` in the spec adds figures and alerts.",
    ),
    ...only(
      !has.github,
      "**Scans and updates that run by themselves.** `ci: github` in the spec adds workflows and Renovate.",
    ),
    "**Encryption at rest.** The audit record is sealed, not secret: whoever can read the file can read the arguments that the spec does not redact.",
    "**A second copy of the audit record.** Keep the log elsewhere: its anchors show a record that was cut off.",
  ];
}
