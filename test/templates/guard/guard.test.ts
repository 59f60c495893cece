import { describe, expect, it, vi } from "vitest";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import { steps } from "../../../templates/base/src/guard/steps.js";
import { caller, harness, memoryAudit, memoryLog, textOf, tool } from "./fixtures.js";

const canary = "postgres://admin:hunter2@db.internal/prod SELECT * FROM salaries";

describe("the road of a call", () => {
  it("takes the documented steps in order", () => {
    expect(steps.map((step) => step.name)).toEqual([
      "identify",
      "authorise",
      "validate",
      "limit",
      "bound",
      "run",
      "shape",
    ]);
  });
});

describe("every end of a call is recorded once", () => {
  const ends = {
    ok: { tool: tool(), args: {} },
    "invalid arguments": { tool: tool(), args: { nope: 1 }, code: "INVALID_ARGUMENTS" },
    "arguments that are no object": { tool: tool(), args: [1], code: "INVALID_ARGUMENTS" },
    "missing scope": { tool: tool({ scopes: ["users:read"] }), args: {}, code: "FORBIDDEN" },
    "an error of the tool": {
      tool: tool({ run: () => Promise.reject(new ToolError("NOT_FOUND", "There is no such user.")) }),
      args: {},
      code: "NOT_FOUND",
    },
    "a crash": { tool: tool({ run: () => Promise.reject(new Error(canary)) }), args: {}, code: "INTERNAL" },
    "a throw that is not an error": {
      tool: tool({ run: () => Promise.reject(canary) }),
      args: {},
      code: "INTERNAL",
    },
    "a synchronous throw": {
      tool: tool({
        run: () => {
          throw new TypeError(canary);
        },
      }),
      args: {},
      code: "INTERNAL",
    },
    "a deadline": {
      tool: tool({ limits: { timeoutMs: 10 }, run: () => new Promise(() => {}) }),
      args: {},
      code: "TIMEOUT",
    },
    "a result that does not fit its schema": {
      tool: tool({
        output: { type: "object", required: ["score"], properties: { score: { type: "integer" } } },
        run: async () => ({ kind: "value", value: { score: canary } }),
      }),
      args: {},
      code: "INVALID_RESULT",
    },
    "a result that is too large": {
      tool: tool({ run: async () => ({ kind: "value", value: "x".repeat(5_000) }) }),
      args: {},
      code: "RESULT_TOO_LARGE",
    },
    "a result that is no JSON": {
      tool: tool({ output: { type: "object" }, run: async () => ({ kind: "value", value: { big: 1n } }) }),
      args: {},
      code: "INVALID_RESULT",
    },
    "no result at all": { tool: tool({ run: async () => undefined as never }), args: {}, code: "INTERNAL" },
  };

  it.each(Object.entries(ends))("%s", async (_name, end) => {
    const { guard, audit, lines, text } = harness([end.tool]);
    const result = await guard("echo", end.args, caller({ principal: { id: "client:crm", scopes: [] } }));
    const code = "code" in end ? end.code : undefined;

    expect(audit.events).toHaveLength(1);
    expect(lines()).toHaveLength(1);
    const [event] = audit.events;
    const [line] = lines();
    expect(event).toMatchObject({ tool: "echo", principal: "client:crm", contract: "sha256:41" });
    expect(event?.code).toBe(code);
    expect(line).toMatchObject({ event: "tool_call", call: event?.call, outcome: event?.outcome });
    expect(result.isError ?? false).toBe(code !== undefined);
    if (code !== undefined) {
      expect(textOf(result)).toMatch(new RegExp(`^${code}: .+ \\(call ${event?.call}\\)$`));
      expect(result).not.toHaveProperty("structuredContent");
    }
    const everything = JSON.stringify([result, audit.events]) + text.join("");
    expect(everything).not.toContain("hunter2");
    expect(everything).not.toContain("salaries");
  });

  it("a client that cancels", async () => {
    const client = new AbortController();
    const slow = tool({ run: () => new Promise(() => {}) });
    const { guard, audit, lines } = harness([slow]);
    const answer = guard("echo", {}, caller({ signal: client.signal }));
    client.abort();
    expect(textOf(await answer)).toMatch(/^CANCELLED: /);
    expect(audit.events.map((event) => event.outcome)).toEqual(["cancelled"]);
    expect(lines()).toHaveLength(1);
  });

  it("a call refused by the protocol layer, without echoing an unsafe name", () => {
    const { guard, audit, lines } = harness([tool()]);
    const id = guard.refused(
      "evil\u202e<script>",
      caller({ principal: { id: "line\nbreak" } }),
      new ToolError("INVALID_ARGUMENTS", "No such tool."),
    );
    expect(audit.events).toMatchObject([{ call: id, tool: "(not a tool name)", outcome: "refused" }]);
    expect(audit.events[0]?.principal).toMatch(/^sha256:/);
    expect(lines()).toHaveLength(1);
  });
});

describe("what a record says", () => {
  it("is in the audit record before the answer, and in the log after it", async () => {
    const done: string[] = [];
    const later: (() => void)[] = [];
    const { guard, lines } = harness([tool()], {
      audit: memoryAudit({ write: async () => done.push("record") > 0 }),
      afterAnswers: (work) => void later.push(work),
    });
    await guard("echo", {}, caller());
    done.push("answer");
    expect(done).toEqual(["record", "answer"]);
    expect(lines()).toEqual([]);
    for (const work of later) work();
    expect(lines()).toEqual([expect.objectContaining({ event: "tool_call", outcome: "ok" })]);
  });

  it("is written at once when no other call can join it, else with those that end in the same turn", async () => {
    let flushes = 0;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = tool({
      name: "slow",
      run: async () => {
        await held;
        return { kind: "value", value: {} };
      },
    });
    const { guard } = harness([tool(), slow], { audit: memoryAudit({ flush: () => void flushes++ }) });
    await guard("echo", {}, caller());
    expect(flushes).toBe(1);
    const other = guard("slow", {}, caller());
    await guard("echo", {}, caller());
    expect(flushes).toBe(1);
    release();
    await other;
    expect(flushes).toBe(2);
  });
});

describe("a tool that is to go", () => {
  const going = tool({ name: "leads", deprecated: true, limits: { rate: { calls: 1, seconds: 60 } } });
  const staying = { ...going, deprecated: false, definition: { ...going.definition, name: "find_leads" } };
  const crm = caller({ principal: { id: "client:crm" } });

  it("works, and its records tell who has not moved yet", async () => {
    const { guard, audit, lines } = harness([going, tool()]);
    expect((await guard("leads", {}, crm)).isError).toBeUndefined();
    await guard("echo", {}, crm);
    const expected = { tool: "leads", principal: "client:crm", deprecated: true };
    expect(lines()[0]).toMatchObject(expected);
    expect(audit.events[0]).toMatchObject(expected);
    expect(lines()[1]).not.toHaveProperty("deprecated");
  });

  it("has a budget and records of its own, where another name leads to the same logic", async () => {
    const { guard, audit } = harness([going, staying]);
    await guard("leads", {}, crm);
    expect(textOf(await guard("leads", {}, crm))).toContain("At most 1 calls of leads a minute.");
    expect((await guard("find_leads", {}, crm)).isError).toBeUndefined();
    expect(audit.events.map((event) => event.tool)).toEqual(["leads", "leads", "find_leads"]);
  });
});

describe("errors", () => {
  it("puts the type and place of the cause in the log, and its message only when debugging", async () => {
    const run = () => Promise.reject(Object.assign(new RangeError(canary), { code: "ECONNREFUSED" }));
    const { guard, lines } = harness([tool({ run })]);
    await guard("echo", {}, caller());
    const [line] = lines();
    expect(line).toMatchObject({ level: "error", err: { type: "RangeError", code: "ECONNREFUSED" } });
    expect(line).toHaveProperty("err.at.0", expect.stringContaining("guard.test.ts"));
    expect(line).not.toHaveProperty("err.message");

    const debugging = memoryLog("debug");
    await harness([tool({ run })], { log: debugging.log }).guard("echo", {}, caller());
    expect(debugging.lines()[0]).toHaveProperty(
      "err.message",
      "postgres://[redacted]@db.internal/prod SELECT * FROM salaries",
    );
  });

  it("keeps the sentence of a ToolError but not its cause, and cleans it", async () => {
    const cause = new Error(canary);
    const run = () => Promise.reject(new ToolError("NOT_FOUND", "No user \u202ereversed.", { cause }));
    const { guard, text } = harness([tool({ run })]);
    const result = await guard("echo", {}, caller());
    expect(textOf(result)).toMatch(/^NOT_FOUND: No user \\u\{202e\}reversed\. \(call /);
    expect(JSON.stringify(result) + text.join("")).not.toContain("hunter2");
  });

  it("treats a ToolError with a malformed code as a crash", async () => {
    const run = () => Promise.reject(new ToolError("not a code\n", canary));
    const { guard } = harness([tool({ run })]);
    expect(textOf(await guard("echo", {}, caller()))).toMatch(/^INTERNAL: /);
  });

  it("survives an error that fights back when it is read", async () => {
    const hostile = new Proxy(new Error("x"), {
      get: () => {
        throw new Error(canary);
      },
    });
    const { guard, audit } = harness([tool({ run: () => Promise.reject(hostile) })]);
    expect(textOf(await guard("echo", {}, caller()))).toMatch(/^INTERNAL: /);
    expect(audit.events).toHaveLength(1);
  });
});

describe("a failing audit record", () => {
  it("withholds the answer of the call that could not be recorded", async () => {
    const { guard, lines } = harness([tool()], { audit: memoryAudit({ write: async () => false }) });
    expect(textOf(await guard("echo", {}, caller()))).toMatch(/^INTERNAL: The call could not be written/);
    expect(lines()).toHaveLength(1);
  });

  it("refuses calls before they run", async () => {
    const run = vi.fn();
    const audit = memoryAudit({ accepts: () => false });
    const { guard } = harness([tool({ run })], { audit });
    expect((await guard("echo", {}, caller())).isError).toBe(true);
    expect(run).not.toHaveBeenCalled();
    expect(audit.events).toHaveLength(1);
  });
});

describe("identity and scopes", () => {
  it("refuses a caller without a name", async () => {
    const { guard, audit } = harness([tool()]);
    const result = await guard("echo", {}, caller({ principal: { id: "" } }));
    expect(textOf(result)).toMatch(/^FORBIDDEN: /);
    expect(audit.events[0]?.principal).toBe("unidentified");
  });

  it("names the scopes that lack, and only those", async () => {
    const { guard } = harness([tool({ scopes: ["users:read", "users:list"] })]);
    const result = await guard("echo", {}, caller({ principal: { id: "a", scopes: ["users:list"] } }));
    expect(textOf(result)).toMatch(/^FORBIDDEN: echo needs the scope users:read\. /);
  });

  it("does not restrict a caller that has no notion of scopes", async () => {
    const { guard } = harness([tool({ scopes: ["users:read"] })]);
    expect(await guard("echo", {}, caller())).not.toHaveProperty("isError");
  });

  it("hashes a principal that could not stand in a log line", async () => {
    const { guard, audit } = harness([tool()]);
    await guard("echo", {}, caller({ principal: { id: `sub:${"x".repeat(5_000)}\n` } }));
    expect(audit.events[0]?.principal).toMatch(/^sha256:[0-9a-f]{32}$/);
  });
});

describe("limits", () => {
  const strict = tool({
    limits: { rate: { calls: 2, seconds: 60 } },
    input: { caller_id: { type: "string" } },
  });

  it("refuses the call after the last that is allowed, and says when to try again", async () => {
    const { guard } = harness([strict]);
    await guard("echo", {}, caller());
    await guard("echo", {}, caller());
    expect(textOf(await guard("echo", {}, caller()))).toMatch(
      /^RATE_LIMITED: At most 2 calls of echo a minute\. Try again in (60|59) s\. /,
    );
  });

  it("counts by principal: an argument cannot choose whose budget is spent", async () => {
    const { guard } = harness([strict]);
    const codes: boolean[] = [];
    for (const caller_id of ["a", "b", "c", "d"]) {
      codes.push((await guard("echo", { caller_id }, caller())).isError ?? false);
    }
    expect(codes).toEqual([false, false, true, true]);
    const other = caller({ principal: { id: "client:other" } });
    expect(await guard("echo", {}, other)).not.toHaveProperty("isError");
  });

  it("does not spend the budget on calls with wrong arguments", async () => {
    const { guard } = harness([strict]);
    for (let count = 0; count < 5; count++) await guard("echo", { nope: 1 }, caller());
    expect(await guard("echo", {}, caller())).not.toHaveProperty("isError");
  });
});
