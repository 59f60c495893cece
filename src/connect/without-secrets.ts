/** What else is in a configuration is shown around a change, on screens and in logs: secrets in it are not. */
import { isRecord } from "../record.js";
import { secret } from "../spec/text/secrets.js";

/** Keys whose values are somebody's credential, and mappings that hold such. */
const telling = /key|token|secret|passw|credential|auth|cookie|dsn|^env|header/i;

/** A reference to a variable or an input is what is there instead of a secret. */
const reference = /^(?:Bearer )?(?:\$\{[^}]+\}|\$[A-Za-z_]\w*|%\w+%)$/;

/** `text` with `…` for every value of `configuration` that may be a secret. */
export function withoutSecrets(text: string, configuration: unknown): string {
  const found = [...new Set(secretsIn(configuration, false))].sort((a, b) => b.length - a.length);
  return found.reduce((shown, value) => {
    const escaped = JSON.stringify(value).slice(1, -1);
    return shown.replaceAll(value, "…").replaceAll(escaped, "…");
  }, text);
}

function secretsIn(value: unknown, isTold: boolean): readonly string[] {
  if (typeof value === "string") {
    if (value.length < 4 || reference.test(value)) return [];
    return isTold || secret(value, false) !== undefined ? [value] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, false));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, isTold || telling.test(key)));
}
