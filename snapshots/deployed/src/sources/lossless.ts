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

/** `JSON.parse` rounds long numbers without a word: those become texts before it sees them. */
export const losslessJson = (text: string): unknown => {
  const lossless = /\d{16}/.test(text)
    ? text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
        token.startsWith('"') || typeof exactNumber(token) === "number" ? token : `"${token}"`,
      )
    : text;
  try {
    return JSON.parse(lossless);
  } catch {
    return text; // deeper than can be read
  }
};
