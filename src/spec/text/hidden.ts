/** Characters that a reviewer does not see, or does not see as what they are. */

export interface Hidden {
  readonly character: string;
  readonly name: string;
  /** UTF-16 code units. */
  readonly from: number;
  readonly to: number;
}

/**
 * Control, format, surrogate, private-use and unassigned characters, line separators, and those that draw
 * nothing although they are letters or marks by category (Hangul fillers, variation selectors, combining joiner).
 */
const suspicious =
  /[\p{C}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

/** What nearly every text consists of. */
const plainText = /^[\x20-\x7E]*$/;

/** The first character that should not be there. `isMultiline`: line breaks and tabs are fine. */
export function hiddenCharacter(text: string, isMultiline: boolean): Hidden | undefined {
  if (plainText.test(text)) return undefined;
  for (const { 0: character, index } of text.matchAll(suspicious)) {
    if (isMultiline && (character === "\n" || character === "\t" || character === "\r")) continue;
    const to = index + character.length;
    if (isPartOfWriting(text.slice(Math.max(0, index - 3), index), character, text.slice(to, to + 3)))
      continue;
    return { character, name: nameOf(character), from: index, to };
  }
  return undefined;
}

/**
 * Joiners inside of emoji and of words in scripts that need them, and one emoji selector after its base. What comes before
 * is looked for behind the end: `[…]$` does not match characters beyond U+FFFF in V8 14.6 (Node 26).
 */
function isPartOfWriting(before: string, character: string, after: string): boolean {
  if (character === "\uFE0F" || character === "\uFE0E")
    return /(?<=[\p{Extended_Pictographic}#*\d])$/u.test(before);
  if (character === "\u200D" && /(?<=[\p{Extended_Pictographic}\uFE0F\p{EMod}])$/u.test(before)) {
    return /^\p{Extended_Pictographic}/u.test(after);
  }
  if (character !== "\u200C" && character !== "\u200D") return false;
  return joining.test(before) && joining.test(after.slice(0, 1));
}

const joining =
  /(?<=[\p{scx=Arabic}\p{scx=Syriac}\p{scx=Devanagari}\p{scx=Bengali}\p{scx=Gurmukhi}\p{scx=Gujarati}\p{scx=Oriya}\p{scx=Tamil}\p{scx=Telugu}\p{scx=Kannada}\p{scx=Malayalam}\p{scx=Sinhala}\p{scx=Khmer}\p{scx=Mongolian}])$/u;

const names: readonly (readonly [RegExp, string])[] = [
  [/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u, "reorders the text around it"],
  [/[\u{E0000}-\u{E007F}]/u, "tag character: text that only machines read"],
  [/[\u200B-\u200D\u2060-\u2064\uFEFF\u00AD\u180E]/u, "takes no room"],
  [/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u, "variation selector"],
  [/\p{Cc}/u, "control character"],
  [/\p{Co}/u, "private use: looks different everywhere"],
  [/\p{Cs}/u, "half of a character"],
];

function nameOf(character: string): string {
  return names.find(([pattern]) => pattern.test(character))?.[1] ?? "cannot be seen";
}

export interface MixedWord {
  readonly word: string;
  readonly script: string;
  readonly from: number;
  readonly to: number;
}

const words = /[\p{L}\p{M}]+/gu;

/** A word of Latin and Cyrillic letters: they look alike, and a reader takes it for another word (UTS #39). */
export function mixedWord(text: string): MixedWord | undefined {
  if (!/\p{Script=Cyrillic}/u.test(text)) return undefined;
  for (const { 0: word, index } of text.matchAll(words)) {
    if (/\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word)) {
      return { word, script: "Cyrillic", from: index, to: index + word.length };
    }
  }
  return undefined;
}
