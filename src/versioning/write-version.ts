/** Writes a version into a spec, and nothing else. */
import type { Document } from "../spec/document.js";

/**
 * The text with another version in the place of the declared one, in the quotes that it has; every other character
 * stays. `undefined` where the version does not stand there as such: in a module, an alias, a folded text.
 */
export function withVersion(
  text: string,
  { value, places }: Document,
  declared: string,
  version: string,
): string | undefined {
  const span = places.value(["server", "version"]);
  if (span === undefined || !isDeclared(value, declared)) return undefined;
  const written = text.slice(span.start.offset, span.end.offset);
  const quote = /^["']/.exec(written)?.[0] ?? "";
  if (written !== `${quote}${declared}${quote}`) return undefined;
  return `${text.slice(0, span.start.offset)}${quote}${version}${quote}${text.slice(span.end.offset)}`;
}

function isDeclared(value: unknown, declared: string): boolean {
  const server = member(value, "server");
  return member(server, "version") === declared;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
