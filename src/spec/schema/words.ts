/** The words of `mcp.yaml` that stand for quantities, names and places. */
import { z } from "zod/v3";

export const text = (max: number) => z.string().min(1).max(max);

/** `10s`, `1500ms`, `2m`, `1h`. */
export const durationPattern = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/;
/** `500 B`, `256 KiB`, `1.5 MiB`; also `KB` and `MB` (powers of 1000). */
export const sizePattern = /^(\d+(?:\.\d+)?)\s*(B|KiB|MiB|GiB|KB|MB|GB)$/;
/** `60/minute`. */
export const ratePattern = /^(\d+)\s*\/\s*(second|minute|hour|day)$/;
/** `${NAME}`: an environment variable that the server reads when it starts. */
export const environmentPattern = /^\$\{([A-Z][A-Z0-9_]*)\}$/;
/** `90d`. */
export const daysPattern = /^(\d{1,4})\s*d$/;
/** Names of sources. */
export const identifierPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Files with further tools. */
export const toolFilePattern = /\.(?:ya?ml|json)$/;

// The messages complete "expected …".
export const duration = z.string().regex(durationPattern, "a duration, such as 10s, 500ms or 2m");
export const size = z.string().regex(sizePattern, "a size, such as 256 KiB or 1 MiB");
export const rate = z.string().regex(ratePattern, "a rate, such as 60/minute or 5/second");
export const days = z.string().regex(daysPattern, "a number of days, such as 90d");
export const day = z.string().date("a day of the calendar, such as 2027-06-30");
export const positive = z.number().int().positive();
export const identifier = z.string().regex(identifierPattern, "a letter, then at most 63 letters, digits, _ or -");
/** URL parsers drop line ends and tabs without a word, and what compares the text does not. */
export const urlPattern = /^\S+$/;
const urlExample = "an absolute URL, such as https://example.com";
export const url = z.string().url(urlExample).regex(urlPattern, urlExample);
