import { cleanText } from "../guard/clean.js";

/** What a log line says of an error. */
export interface ErrorFields {
  readonly type?: string;
  readonly code?: string | number;
  /** Where it was thrown, the innermost first. */
  readonly at?: readonly string[];
  /** Places in the published schema that a result did not fit. */
  readonly schema?: readonly string[];
  /** Only when asked for: messages of drivers hold paths, SQL, values and credentials. */
  readonly message?: string;
  readonly cause?: ErrorFields;
}

const deepestCause = 3;
const framesShown = 5;
const frame = /^\s+at (?:[^()\n]{1,200} )?\(?((?:file:\/\/)?\/[^\s()]+:\d+:\d+|node:[\w/.:]+)\)?$/;

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === "string" && pattern.test(value) ? value : undefined;

/** The frames of a stack. The message comes before them in it, and may hold lines that look like frames. */
const frames = (stack: unknown, message: unknown): readonly string[] => {
  if (typeof stack !== "string" || typeof message !== "string") return [];
  const start = stack.indexOf(message);
  if (start === -1) return [];
  return stack
    .slice(start + message.length)
    .split("\n")
    .flatMap((line) => frame.exec(line)?.[1] ?? [])
    .slice(0, framesShown);
};

const schemaPlaces = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((place) => matching(place, /^#[\w/$.-]{0,200}$/) ?? []) : [];

/** URLs lose their user and password. */
const scrubbed = (message: string): string =>
  cleanText(message.slice(0, 500)).replace(/(\w+:\/\/)[^\s/@]*@/g, "$1[redacted]@");

/** Reads of an error only what is known to hold no data. Never throws, whatever was thrown. */
export const errorFields = (error: unknown, withMessage: boolean, depth = 0): ErrorFields => {
  try {
    if (typeof error !== "object" || error === null) return { type: typeof error };
    const { name, code, errcode, stack, message, schema, cause } = error as Record<string, unknown>;
    const number = typeof code === "number" ? code : errcode;
    const shownCode = matching(code, /^[A-Za-z][\w.-]{0,63}$/);
    const at = frames(stack, message);
    const places = schemaPlaces(schema);
    return {
      type: matching(name, /^[A-Za-z]\w{0,63}$/) ?? "Error",
      ...(shownCode !== undefined && { code: shownCode }),
      ...(shownCode === undefined && typeof number === "number" && { code: number }),
      ...(at.length > 0 && { at }),
      ...(places.length > 0 && { schema: places }),
      ...(withMessage && typeof message === "string" && { message: scrubbed(message) }),
      ...(cause !== undefined &&
        depth < deepestCause && { cause: errorFields(cause, withMessage, depth + 1) }),
    };
  } catch {
    return { type: "unreadable" };
  }
};
