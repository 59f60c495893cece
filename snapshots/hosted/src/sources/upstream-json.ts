/** Digits of an integer that may be beyond 2^53, or an exponent that may be beyond what a number holds. */
const suspect = /\d{16}|[eE]\+?\d{3}/;

/** In JSON: an escape, the beginning or the end of a text, or a number that may stand in one. */
const token = /\\.|"|-?\d[\d.eE+-]*/g;

/** Whether `JSON.parse` makes another number of this one: an integer, such as an id, or none at all (`null` to clients). */
const isOther = (number: string): boolean =>
  /^-?\d+$/.test(number) ? !Number.isSafeInteger(Number(number)) : !Number.isFinite(Number(number));

/**
 * `JSON.parse` that gives as text, digit by digit, what it would round without a word: an id that is off by one is
 * somebody else's. Throws a `SyntaxError` when it is no JSON.
 */
export const exactJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  if (!suspect.test(text)) return value;
  let isText = false;
  const exact = text.replace(token, (found) => {
    if (found === '"') isText = !isText;
    return !isText && /\d$/.test(found) && isOther(found) ? `"${found}"` : found;
  });
  return exact === text ? value : JSON.parse(exact);
};
