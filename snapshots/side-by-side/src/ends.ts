import type { Logger } from "pino";
import type { Major } from "./majors.js";

const dayMs = 86_400_000;

/**
 * Tells whoever runs the server which majors end, and louder which have. They are served all the same, until the spec
 * leaves them out: what stops a server is a change that somebody makes, never a day that comes.
 */
export function warnOfEnds(majors: readonly Major[], log: Logger, now = Date.now()): void {
  for (const { major, identity } of majors) {
    if (identity.end === undefined) continue;
    const { sunset, successor } = identity.end;
    const days = Math.ceil((Date.parse(sunset) - now) / dayMs);
    if (days > 0) log.warn({ event: "major_ends", major, sunset, days, successor });
    else log.error({ event: "major_ended", major, sunset, successor });
  }
}
