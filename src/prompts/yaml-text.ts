/** Values as YAML, so that whatever a person typed comes back as that text and as nothing else. */

/** Words that YAML, of any version, reads as something other than text. */
const notText = /^(?:null|true|false|yes|no|on|off|y|n|nan|inf|infinity)$/i;

/** Letters, digits and punctuation that mean nothing in YAML where they stand here. */
const plain = /^[A-Za-z](?:[A-Za-z0-9 _.,;/()+'-]*[A-Za-z0-9_.)])?$/;

/** `60/minute` begins like a number and is none. */
const countPerTime = /^\d+\/[a-z]+$/;

/** A scalar on one line: plain where that is safe, otherwise in double quotes. */
export function yamlText(text: string): string {
  const isPlain = (plain.test(text) && !notText.test(text)) || countPerTime.test(text);
  return isPlain ? text : quotedYaml(text);
}

/** JSON text is valid in YAML; what is invisible or could move a reader's eye is written as its number. */
function quotedYaml(text: string): string {
  return JSON.stringify(text).replace(/[^\x20-\x7e\p{L}\p{N}\p{P}\p{S}]/gu, escaped);
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}

/** Lines of a block scalar can hold these; anything else goes into quotes. */
const blockLine = /^(?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * A scalar of several lines, to stand behind `key: `; `indent` is that of its lines.
 * A text that a block would not hold exactly is put in quotes.
 */
export function yamlBlock(text: string, indent: string): string {
  const lines = text.split("\n");
  const fits = /^\S/.test(text) && lines.at(-1) !== "" && lines.every((line) => blockLine.test(line));
  if (!fits) return quotedYaml(text);
  return ["|-", ...lines.map((line) => (line === "" ? "" : indent + line))].join("\n");
}
