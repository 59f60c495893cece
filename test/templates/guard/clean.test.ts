import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanJson, cleanText, mayBeUnclean } from "../../../templates/base/src/guard/clean.js";

describe("cleanText", () => {
  it.each([
    ["an escape sequence", "\u001b[2J", String.raw`\u{1b}[2J`],
    ["NUL", "a\0b", String.raw`a\u{0}b`],
    ["C1 controls", "\u009bm", String.raw`\u{9b}m`],
    ["bidirectional override", "a\u202eb", String.raw`a\u{202e}b`],
    ["bidirectional isolate", "\u2066x\u2069", String.raw`\u{2066}x\u{2069}`],
    ["zero-width space", "pass\u200bword", String.raw`pass\u{200b}word`],
    ["joiner between Latin letters", "a\u200db", String.raw`a\u{200d}b`],
    ["word joiner and BOM", "\u2060\ufeff", String.raw`\u{2060}\u{feff}`],
    ["tags", "\u{e0049}\u{e0067}", String.raw`\u{e0049}\u{e0067}`],
    ["supplementary variation selectors", "😀\u{e0101}", String.raw`😀\u{e0101}`],
    ["a run of variation selectors", "❤\ufe0f\ufe0f", "❤\ufe0f" + String.raw`\u{fe0f}`],
    ["line separators", "a\u2028b", String.raw`a\u{2028}b`],
    ["half a surrogate pair", "a\ud800b", String.raw`a\u{d800}b`],
    ["Hangul filler", "\u3164", String.raw`\u{3164}`],
  ])("writes out %s", (_name, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    ["line ends and tabs", "a\r\n\tb"],
    ["accents and scripts", "naïve Ω 漢字 ภาษาไทย עברית"],
    ["emoji with joiners, skin tones and selectors", "👨‍👩‍👧 👍🏽 🏳️‍🌈 ❤️ 1️⃣"],
    ["Persian with non-joiners", "می‌خواهم"],
    ["Hindi with joiners", "क्‍ष"],
  ])("leaves %s alone", (_name, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it("leaves nothing unsafe and changes nothing twice, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const clean = cleanText(text);
        expect(clean).toBe(cleanText(clean));
        expect(clean).not.toMatch(
          /[\0-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u,
        );
        expect(clean).not.toMatch(/[\u{e0000}-\u{e007f}]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe("mayBeUnclean", () => {
  it("never passes JSON over that cleaning would change", () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 });
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      units.map((list) => String.fromCharCode(...list)),
    );
    const value = fc.oneof(text, fc.array(text), fc.dictionary(text, text));
    fc.assert(
      fc.property(value, (held) => {
        const json = JSON.stringify(held);
        const changes = JSON.stringify(cleanJson(held)) !== json;
        expect(changes && !mayBeUnclean(json)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("passes over ordinary text", () => {
    expect(mayBeUnclean(JSON.stringify({ name: 'Zoë\n\tO\'Neil "the" \\ 漢字' }))).toBe(false);
  });
});

describe("cleanJson", () => {
  it("cleans texts and property names at every depth", () => {
    const dirty = { "a\u202e": [{ b: "\u200b" }], data: "\u202e", n: 1, t: true, z: null };
    expect(cleanJson(dirty)).toEqual({
      "a\\u{202e}": [{ b: "\\u{200b}" }],
      data: "\\u{202e}",
      n: 1,
      t: true,
      z: null,
    });
  });

  it("keeps a property named __proto__ a property", () => {
    const clean = cleanJson(JSON.parse('{"__proto__":{"polluted":"\\u202e"}}')) as object;
    expect(Object.keys(clean)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
