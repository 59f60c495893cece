import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { asBefore, countedTools, observerOf } from "../src/guard/major.js";
import type { Caller } from "../src/guard/call.js";
import { memoryLimiter } from "../src/guard/limiter.js";
import type { Facts, Observer } from "../src/guard/observer.js";
import type { Outcome, Tool } from "../src/guard/tool.js";
import { describeMajors, majorOf, serveMajors, type Major } from "../src/majors.js";
import { openAudit } from "../src/telemetry/audit.js";
import { createLog } from "../src/telemetry/log.js";
import { codeOf } from "./support/client.js";
import { parseLines } from "./support/lines.js";
import { fixtureTools } from "./support/tools.js";
import { objectOf } from "./support/validator.js";

const identityOf = (version: string) => ({
  name: "fixture",
  title: "Fixture",
  version,
  contract: `sha256:${version}`,
});
const majors: readonly Major[] = [
  { major: 1, identity: identityOf("1.4.0"), tools: fixtureTools },
  { major: 2, identity: identityOf("2.0.0"), tools: fixtureTools },
];
const limits = {
  rate: { calls: 10_000, seconds: 60 },
  concurrency: 2,
  timeoutMs: 10_000,
  rows: 1_000,
  bytes: 1024 * 1024,
};
const caller: Caller = {
  transport: "stdio",
  principal: { id: "user:test" },
  signal: new AbortController().signal,
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Both majors over one log, one audit record and one limiter. */
function served(observers?: (major: Major) => readonly Observer[]) {
  const folder = mkdtempSync(join(tmpdir(), "mcp-majors-"));
  folders.push(folder);
  const file = join(folder, "audit.jsonl");
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  const audit = openAudit({ file, key: "a".repeat(32), onFailure: "deny" }, log);
  const limiter = memoryLimiter();
  const all = serveMajors(majors, { limits, log, audit, sources: {}, limiter, observers });
  return {
    all,
    call: (major: number, tool: string, args: object = {}) =>
      majorOf(all, String(major)).guard(tool, args, caller),
    logged: () => parseLines(lines.join("")).filter(({ event }) => event === "tool_call"),
    audited: () => parseLines(readFileSync(file, "utf8")).filter((record) => "tool" in record),
    close: audit.close,
  };
}

describe("majors side by side", () => {
  test("spend budgets of their own for tools of one name", async () => {
    const { call } = served();
    for (let count = 0; count < 3; count++) {
      expect(codeOf(await call(1, "rarely"))).toBeUndefined();
    }
    expect(codeOf(await call(1, "rarely"))).toBe("RATE_LIMITED");
    expect(codeOf(await call(2, "rarely"))).toBeUndefined();
  });

  test("tell a caller who is refused no other name of the tool", async () => {
    const { call } = served();
    const answers = [];
    for (let count = 0; count < 4; count++) answers.push(await call(1, "rarely"));
    expect(JSON.stringify(answers.at(-1))).toContain("3 calls of rarely");
  });

  test("share the places of the server", async () => {
    const { call } = served();
    const slow = (major: number) => call(major, "slow", { label: `shared ${major}`, ms: 100 });
    // Two run, two wait, and there is no room for more, whoever asks.
    const calls = [slow(1), slow(2), slow(1), slow(2), slow(1), slow(2)];
    const codes = (await Promise.all(calls)).map(codeOf);
    expect(codes.filter((code) => code === "OVERLOADED")).toHaveLength(2);
  });

  test("are named, with their contracts, in the log and in the audit record of each call", async () => {
    const { call, logged, audited } = served();
    await call(1, "whoami");
    await call(2, "whoami");
    expect(logged().map(({ api, tool }) => [api, tool])).toEqual([
      [1, "whoami"],
      [2, "whoami"],
    ]);
    expect(audited().map(({ api, contract }) => [api, contract])).toEqual([
      [1, "sha256:1.4.0"],
      [2, "sha256:2.0.0"],
    ]);
  });

  test("are told apart by what counts calls", async () => {
    const seen: string[] = [];
    const observer: Observer = {
      begin: ({ tool }) => {
        seen.push(`begin ${tool.definition.name}`);
        return { end: ({ tool: name }: Facts) => void seen.push(`end ${name}`) };
      },
    };
    const { call } = served(({ major }) => [observerOf(major, observer)]);
    await call(1, "whoami");
    await call(2, "no such tool");
    expect(seen).toEqual([
      "begin v1/whoami",
      "end v1/whoami",
      "begin v2/(not a tool name)",
      "end v2/(not a tool name)",
    ]);
    const [first] = countedTools(2, fixtureTools);
    expect(first?.definition.name).toBe("v2/echo");
    expect(fixtureTools[0]?.definition.name).toBe("echo");
  });

  test("are chosen by number, and the newest without one", () => {
    const { all } = served();
    expect(majorOf(all).major).toBe(2);
    expect(majorOf(all, "1").major).toBe(1);
    expect(majorOf(all, "v1").major).toBe(1);
    expect(() => majorOf(all, "3")).toThrow("There is no major 3");
    expect(() => majorOf(all, "3")).toThrow("--api takes 1, 2.");
  });

  test("are described, each with its version and contract, when the server starts", () => {
    const [first, second] = majors;
    const overHttp = { ...(first as Major), path: "/v1/mcp" };
    expect(describeMajors([overHttp, second as Major])).toEqual([
      { major: 1, path: "/v1/mcp", version: "1.4.0", contract: "sha256:1.4.0" },
      { major: 2, version: "2.0.0", contract: "sha256:2.0.0" },
    ]);
  });
});

describe("a tool that does the work of an older one", () => {
  const context = {} as Parameters<Tool["run"]>[1];
  const validate = objectOf({ author: { type: "string" }, limit: { type: "integer" } });
  const newer: Pick<Tool, "validateInput" | "run"> = {
    validateInput: (args) => {
      const given = args as Record<string, unknown>;
      given["limit"] ??= 20;
      return validate(given);
    },
    run: async (args) => ({
      kind: "rows",
      rows: [{ id: 1, title: "Emma", stock: 3, asked: args["limit"] }],
    }),
  };
  const work = (columns?: readonly string[]) => asBefore(newer as Tool, columns);

  test("gets the defaults of what the older one never heard of, and keeps what it was given", async () => {
    const outcomes: Outcome[] = [];
    outcomes.push(await work()({ author: "Jane Austen" }, context));
    outcomes.push(await work()({ author: "Jane Austen", limit: 5 }, context));
    const asked = outcomes.map((outcome) => outcome.kind === "rows" && outcome.rows[0]?.["asked"]);
    expect(asked).toEqual([20, 5]);
  });

  test("does not change the arguments that are on record", async () => {
    const args = { author: "Jane Austen" };
    await work()(args, context);
    expect(args).toEqual({ author: "Jane Austen" });
  });

  test("gives out the promised columns only", async () => {
    const outcome = await work(["id", "title"])({ author: "Jane Austen" }, context);
    expect(outcome).toMatchObject({ kind: "rows", rows: [{ id: 1, title: "Emma" }] });
    expect(outcome.kind === "rows" && Object.keys(outcome.rows[0] ?? {})).toEqual(["id", "title"]);
  });

  test("fails, and does not run, when it no longer takes what the older one took", async () => {
    await expect(work()({ author: 1 }, context)).rejects.toThrow("no longer take");
  });
});
