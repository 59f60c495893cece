import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chainKeys,
  genesis,
  seal,
  unseal,
  verifyChain,
} from "../../../templates/base/src/telemetry/chain.js";
import { hmac } from "../../../templates/base/src/telemetry/hmac.js";

const keys = chainKeys("k".repeat(32));

const called = (record: object) => ({ event: "call", record }) as const;

const chain = (count: number): string[] => {
  let link = genesis;
  return Array.from({ length: count }, (_, index) => {
    const sealed = seal(keys, link, called({ tool: `tool-${index}`, args: { text: 'a"mac":"' } }));
    link = sealed.link;
    return sealed.line;
  });
};

const problems = async (lines: readonly string[]) => (await verifyChain(keys, lines)).problems;

describe("an audit chain", () => {
  it("is whole as written", async () => {
    const lines = chain(20);
    const verdict = await verifyChain(keys, lines);
    expect(verdict).toEqual({
      records: 20,
      last: { seq: 20, mac: JSON.parse(lines[19] ?? "").mac },
      problems: [],
    });
  });

  it("shows any edit of any byte", async () => {
    const lines = chain(6);
    const places = lines.flatMap((line, at) => Array.from(line, (_, offset) => ({ at, offset })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.integer({ min: 32, max: 126 }), async (place, code) => {
        const { at, offset } = place;
        const line = lines[at] ?? "";
        const character = String.fromCharCode(code);
        fc.pre(line[offset] !== character);
        const edited = line.slice(0, offset) + character + line.slice(offset + 1);
        expect(await problems(lines.with(at, edited))).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("shows records deleted, doubled or swapped", async () => {
    const lines = chain(6);
    for (let at = 0; at < 5; at++) {
      expect(await problems(lines.toSpliced(at, 1))).not.toEqual([]);
      expect(await problems(lines.toSpliced(at, 0, lines[at] ?? ""))).not.toEqual([]);
      expect(await problems(lines.with(at, lines[at + 1] ?? "").with(at + 1, lines[at] ?? ""))).not.toEqual(
        [],
      );
    }
  });

  it("shows a line that somebody without the key put in", async () => {
    const lines = chain(3);
    const forged = seal(chainKeys("another key, also long enough..."), genesis, called({ tool: "t" })).line;
    expect(await problems(lines.toSpliced(1, 0, forged))).toEqual(["line 2: edited, or not a record"]);
  });

  it("shows records from another chain with the same key", async () => {
    const [first, , third] = [chain(3), chain(2), chain(3)];
    const lines = [
      first[0] ?? "",
      seal(keys, { seq: 1, mac: "0".repeat(64) }, called({ tool: "t" })).line,
      third[2] ?? "",
    ];
    expect(await problems(lines)).toContain("line 2: record 2 does not belong to the record before it");
  });

  it("cannot show a tail that was cut off, but an anchor from the log does", async () => {
    const lines = chain(10);
    const { last } = await verifyChain(keys, lines);
    const cut = lines.slice(0, 7);
    expect(await problems(cut)).toEqual([]);
    expect((await verifyChain(keys, cut, [last])).problems).toEqual([
      "the end: records 8 to 10 are missing, the log anchored them",
    ]);
  });

  it("cannot show that a holder of the key wrote it anew, but an anchor does", async () => {
    const { last } = await verifyChain(keys, chain(5));
    let link = genesis;
    const anew = Array.from({ length: 5 }, () => {
      const sealed = seal(keys, link, called({ tool: "innocent" }));
      link = sealed.link;
      return sealed.line;
    });
    expect(await problems(anew)).toEqual([]);
    expect((await verifyChain(keys, anew, [last])).problems).toEqual([
      "line 5: record 5 is not the one that the log anchored",
    ]);
  });

  it("accepts a line cut short when the next record tells of it, and only then", async () => {
    const lines = chain(3);
    const torn = '{"seq":4,"prev":"';
    const { last } = await verifyChain(keys, lines);
    const recovered = seal(keys, last, { event: "recovered", record: { torn: torn.length } }).line;
    expect(await problems([...lines, torn, recovered])).toEqual([]);
    expect(await problems([...lines, `${torn} `, recovered])).toEqual(["line 4: edited, or not a record"]);
    expect(await problems([...lines, torn, torn, recovered])).toEqual(["line 4: edited, or not a record"]);
    expect(await problems([...lines, torn])).toEqual(["line 4: edited, cut short, or not a record"]);
  });

  it("does not take the hash of arguments for the seal of a record", () => {
    const body = '{"seq":1,"prev":"x","event":"call"}';
    const forged = `${body.slice(0, -1)},"mac":"${hmac(keys.hash, body)}"}`;
    expect(unseal(keys, forged)).toBeUndefined();
  });

  it("takes no other text for a record", () => {
    fc.assert(fc.property(fc.string(), (text) => unseal(keys, text) === undefined));
    expect(unseal(keys, `,"mac":"${"0".repeat(64)}"}`)).toBeUndefined();
  });
});
