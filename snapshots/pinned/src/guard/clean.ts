/** Scripts whose spelling needs the zero-width joiners. */
const joining = [
  ..."Arabic Syriac Devanagari Bengali Gurmukhi Gujarati Oriya".split(" "),
  ..."Tamil Telugu Kannada Malayalam Sinhala Mongolian".split(" "),
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join("");

/**
 * Characters that a person does not see, or sees differently from a model: control characters but tab and
 * line ends, bidirectional marks (CVE-2021-42574), zero-width and other invisible characters, variation
 * selectors and tags (which can carry a hidden text), line separators, halves of surrogate pairs.
 * Where such a character is ordinary writing it stays: a joiner within an emoji or between letters of a
 * script that needs it, one variation selector after an emoji.
 */
const unsafe = new RegExp(
  [
    String.raw`[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b\u200e\u200f` +
      String.raw`\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff` +
      String.raw`\u{e0000}-\u{e0fff}\p{Surrogate}]`,
    String.raw`(?<!\p{Emoji})[\ufe00-\ufe0f]`,
    String.raw`(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f${joining}])[\u200c\u200d]`,
    String.raw`[\u200c\u200d](?![\p{Extended_Pictographic}${joining}])`,
  ].join("|"),
  "gu",
);

const plain = /^[\t\n\r -~]*$/;

/** In JSON text, every character that `unsafe` may match, as classes that are quick to look for. */
const suspects = [
  /[\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164]/,
  /[\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\udb40-\udb43]/,
  // `JSON.stringify` writes control characters and lone surrogates like this.
  /\\(?:[bf]|u00[01]|ud[89a-f])/,
];

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** The text with every unsafe character written out, such as `\u{202e}`, where a person can see it. */
export const cleanText = (text: string): string =>
  plain.test(text) ? text : text.replace(unsafe, escaped);

const jsonEscaped = (character: string): string => {
  const units = character.split("").map((unit) => unit.charCodeAt(0));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
};

/** JSON text of the same value with every unsafe character escaped, for a log that is read in a terminal. */
export const cleanLine = (json: string): string =>
  plain.test(json) ? json : json.replace(unsafe, jsonEscaped);

/** Whether text made by `JSON.stringify` may hold an unsafe character. False is certain. */
export const mayBeUnclean = (json: string): boolean =>
  suspects.some((suspect) => suspect.test(json));

/** A copy of a JSON value with all its texts and property names clean. */
export const cleanJson = (value: unknown): unknown => {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cleanJson);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), cleanJson(item)]),
  );
};
