import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ToolError } from "../src/guard/errors.js";
import { chainKeys, verifyChain } from "../src/telemetry/chain.js";
import { createFixture, type Fixture } from "./support/fixture.js";

describe("the audit record", () => {
  let fixture: Fixture;
  let lines: readonly string[];
  const problems = async (changed: readonly string[]): Promise<readonly string[]> => {
    const anchors = fixture.logged("audit_close").map(({ seq, mac }) => ({
      seq: Number(seq),
      mac: String(mac),
    }));
    return (await verifyChain(chainKeys(fixture.auditKey), changed, anchors)).problems;
  };

  beforeAll(async () => {
    fixture = createFixture();
    const principal = { id: "client:crm" };
    const signal = new AbortController().signal;
    for (const text of ["one", "two", "three", "four"]) {
      await fixture.guard("echo", { text }, { transport: "stdio", principal, signal });
    }
    fixture.endAudit();
    lines = readFileSync(fixture.auditFile, "utf8").trimEnd().split("\n");
  });
  afterAll(() => fixture.close());

  test("is whole as it was written, one record for each call", async () => {
    expect(lines).toHaveLength(4);
    expect(await problems(lines)).toEqual([]);
  });

  test.each<[string, (lines: string[]) => string[]]>([
    ["edited", (all) => all.with(1, all[1]!.replace("client:crm", "client:eve"))],
    ["removed", (all) => all.toSpliced(1, 1)],
    ["moved", (all) => [all[0]!, all[2]!, all[1]!, all[3]!]],
    ["repeated", (all) => all.toSpliced(1, 0, all[1]!)],
    ["cut off at the end", (all) => all.slice(0, 3)],
  ])("shows that a record was %s", async (_what, change) => {
    expect(await problems(change([...lines]))).not.toEqual([]);
  });

  test("shows that all of it was written anew with another key", async () => {
    expect((await verifyChain(chainKeys("another key"), lines)).problems).not.toEqual([]);
  });
});

describe("before a caller gets an answer, the record of the call is in the file", () => {
  const caller = {
    transport: "stdio",
    principal: { id: "client:crm" },
    signal: new AbortController().signal,
  } as const;
  let fixture: Fixture;
  beforeAll(() => {
    fixture = createFixture();
  });
  afterAll(() => fixture.close());

  test("of each of many calls at once", async () => {
    const calls = Array.from({ length: 8 }, async () => {
      await fixture.guard("echo", { text: "hello" }, caller);
      return fixture.audited().length;
    });
    expect(await Promise.all(calls)).toEqual(calls.map(() => calls.length));
  });

  test("of a call that is refused without being run", () => {
    const before = fixture.audited().length;
    const id = fixture.guard.refused("echo", caller, new ToolError("FORBIDDEN", "No."));
    expect(fixture.audited().slice(before)).toMatchObject([{ call: id, outcome: "refused" }]);
  });

  test("and without a record there is no answer", async () => {
    fixture.endAudit();
    const answers = [
      await fixture.guard("echo", { text: "hello" }, caller),
      await fixture.guard("echo", { text: "hello" }, caller),
    ];
    for (const answer of answers) {
      expect(answer.isError).toBe(true);
      expect(JSON.stringify(answer)).not.toContain("hello");
    }
    expect(fixture.logged("audit_failed")).toMatchObject([{ level: "error", onFailure: "deny" }]);
  });
});
