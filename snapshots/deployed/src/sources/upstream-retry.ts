/** Methods that may be sent again: a second one changes nothing more (RFC 9110 §9.2.2). */
export const isIdempotent = (method: string): boolean =>
  ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"].includes(method);

/**
 * Answers of what stands before a service that is away: a gateway's (RFC 9110 §15.6), and Cloudflare's (520 to 527 and
 * 530, https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/), which a
 * Worker is given where others are given no connection.
 */
export const isAway = (status: number): boolean =>
  [502, 503, 504, 530].includes(status) || (status >= 520 && status <= 527);

/** Answers that another try may better. */
export const isTemporary = (status: number): boolean => status === 429 || isAway(status);

const baseMs = 100;
const longestMs = 2_000;

/** How long to wait before the next try, with full jitter, so that many clients do not come back at once. */
export const backoffMs = (tries: number, random: () => number = Math.random): number =>
  random() * Math.min(longestMs, baseMs * 2 ** tries);

/** `Retry-After` in ms, written as seconds or as a date (RFC 9110 §10.2.3); `undefined` if it is neither. */
export const retryAfterMs = (value: string | null, now = Date.now()): number | undefined => {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
