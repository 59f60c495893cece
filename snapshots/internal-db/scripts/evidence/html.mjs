// @ts-check
// HTML in which every value is text, whatever it says.

/** @typedef {{ readonly text: string }} Html Finished, when it is one of `finished`. */

/** @type {WeakSet<object>} */
const finished = new WeakSet();

/**
 * A text that is HTML already, and of this project's own making.
 * @returns {Html}
 */
export const asIs = (/** @type {string} */ text) => {
  const made = { text };
  finished.add(made);
  return made;
};

/** @type {Readonly<Record<string, string>>} */
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Characters that cannot be seen, or that turn others around, are written out. */
const unseen =
  /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu;

const escaped = (/** @type {unknown} */ value) =>
  String(value)
    .replace(unseen, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);

/**
 * A template of HTML. Values are escaped, unless they are HTML themselves; of lists, each; undefined and false are nothing.
 * @param {TemplateStringsArray} texts
 * @param {...unknown} values
 */
export const html = (texts, ...values) =>
  asIs(texts.map((text, index) => (index === 0 ? "" : shown(values[index - 1])) + text).join(""));

/** @type {(value: unknown) => string} */
const shown = (value) => {
  if (Array.isArray(value)) return value.map(shown).join("");
  if (typeof value === "object" && value !== null && finished.has(value)) {
    return /** @type {Html} */ (value).text;
  }
  return value === undefined || value === false ? "" : escaped(value);
};

/** As text of a file. */
export const textOf = (/** @type {Html} */ { text }) => text;

/** Markdown's `code` and **strong**, and nothing else of it. */
export const inline = (/** @type {string} */ markdown) =>
  markdown
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) =>
      part.startsWith("`") && part.length > 2
        ? html`<code>${part.slice(1, -1)}</code>`
        : part.startsWith("**") && part.length > 4
          ? html`<strong>${part.slice(2, -2)}</strong>`
          : html`${part}`,
    );
