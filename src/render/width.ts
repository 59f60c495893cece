/**
 * What this project's own printers can lay out as prettier would. prettier counts columns with tables of East Asian
 * widths and emoji, and knows which foreign letters may stand in an unquoted property name; a text that needs those
 * tables goes through prettier itself.
 */

/** `printWidth` of the generated project's `.prettierrc.json`. */
export const printWidth = 100;

/** Letters and punctuation that take one column each. */
const oneColumnEach =
  /^[\n\t\x20-\x7e\u00c0-\u024f\u0391-\u03c9\u0410-\u044f\u2013\u2014\u2018-\u201d\u2026]*$/;

/** A quoted property name with a letter outside ASCII, which prettier might unquote. */
const foreignKey = /["'][^"'\n]*[^\x00-\x7f"'\n][^"'\n]*["']: /;

/** True for a text whose layout does not depend on those tables. */
export const isPlain = (text: string): boolean => oneColumnEach.test(text) && !foreignKey.test(text);
