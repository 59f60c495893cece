/** Durations, sizes and rates as people write them. All return `undefined` for a text of another form. */
import { durationPattern, environmentPattern, ratePattern, sizePattern } from "./schema/words.js";
import type { Rate } from "./model.js";
import type { Setting } from "./source-model.js";

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const bytes: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};
const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Milliseconds, rounded: `1.5s` is 1500. */
export function parseDuration(text: string): number | undefined {
  return scaled(durationPattern, milliseconds, text);
}

/** Bytes, rounded: `256 KiB` is 262144. */
export function parseSize(text: string): number | undefined {
  return scaled(sizePattern, bytes, text);
}

/** `60/minute` is 60 calls per 60 seconds. */
export function parseRate(text: string): Rate | undefined {
  const [, calls, unit] = ratePattern.exec(text) ?? [];
  const perSeconds = seconds[unit ?? ""];
  const count = Number(calls);
  return perSeconds === undefined || !Number.isSafeInteger(count)
    ? undefined
    : { calls: count, seconds: perSeconds };
}

/** `${NAME}` is a variable of the server's environment, anything else a literal. */
export function parseSetting(text: string): Setting {
  const name = environmentPattern.exec(text)?.[1];
  return name === undefined ? { value: text } : { env: name };
}

function scaled(pattern: RegExp, units: Readonly<Record<string, number>>, text: string): number | undefined {
  const [, amount, unit] = pattern.exec(text) ?? [];
  const factor = units[unit ?? ""];
  if (factor === undefined) return undefined;
  const value = Math.round(Number(amount) * factor);
  return Number.isSafeInteger(value) ? value : undefined;
}
