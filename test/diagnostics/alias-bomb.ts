/** Nine levels of nine aliases each: 400 bytes that stand for 387 million texts. */
export const aliasBomb = [
  "a: &a [lol]",
  ..."bcdefghij".split("").map((name, index) => {
    const before = "abcdefghij"[index];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
  }),
].join("\n");
