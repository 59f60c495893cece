/** Numbers that databases print and JSON's would round. */

/** 15 digits are what every double keeps. */
const exactDigits = 15;

/** A number where it is exact, otherwise the text: decimals and 64-bit integers reach further than JSON's numbers. */
export const exactNumber = (text: string): number | string => {
  const number = Number(text);
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(number) ? number : text;
  const digits = text.replace(/^-?0*\.?0*|[^\d]/g, "").length;
  return Number.isFinite(number) && digits <= exactDigits ? number : text;
};

/** In JSON: an escape, the beginning or the end of a text, or a number that may stand in one. */
const token = /\\.|"|-?\d[\d.eE+-]*/g;

/** `JSON.parse` rounds long numbers without a word: those become texts before it sees them. */
export const losslessJson = (text: string): unknown => {
  let isText = false;
  const lossless = /\d{16}/.test(text)
    ? text.replace(token, (found) => {
        if (found === '"') isText = !isText;
        const isNumber = !isText && /\d$/.test(found);
        return isNumber && typeof exactNumber(found) === "string" ? `"${found}"` : found;
      })
    : text;
  try {
    return JSON.parse(lossless);
  } catch {
    return text; // deeper than can be read
  }
};
