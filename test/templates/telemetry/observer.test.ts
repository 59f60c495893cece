import { describe, expect, test } from "vitest";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import type { Facts, Observer } from "../../../templates/base/src/guard/observer.js";
import { caller, harness, memoryAudit, textOf, tool } from "../guard/fixtures.js";

/** An observer that writes down what it is told, in the order of things. */
const watching = (name: string, seen: unknown[], traceId?: string): Observer => ({
  begin: (call) => {
    seen.push(`${name} begins ${call.tool.definition.name}`);
    return {
      ...(traceId !== undefined && { traceId }),
      within: (work) => {
        seen.push(`${name} is around`);
        return work();
      },
      end: (facts) => seen.push(facts),
    };
  },
});

const factsIn = (seen: readonly unknown[]) => seen.filter((one): one is Facts => typeof one === "object");

test("an observer is told of a call once, around its work, with the facts of the log line", async () => {
  const seen: unknown[] = [];
  const working = tool({
    run: async (args) => {
      seen.push("the tool works");
      return { kind: "value", value: args };
    },
  });
  const { guard, lines } = harness([working], { observers: [watching("a", seen), watching("b", seen)] });
  await guard("echo", {}, caller());
  expect(seen.slice(0, 5)).toEqual([
    "a begins echo",
    "b begins echo",
    "a is around",
    "b is around",
    "the tool works",
  ]);
  const [facts, again] = factsIn(seen);
  expect(again).toEqual(facts);
  expect(lines().at(-1)).toMatchObject(JSON.parse(JSON.stringify(facts)) as object);
  expect(seen).toHaveLength(7);
});

test("every end is told: good, refused, thrown, and refused before the steps", async () => {
  const seen: unknown[] = [];
  const failing = tool({ run: () => Promise.reject(new Error("no")) });
  const { guard } = harness([failing], { observers: [watching("a", seen)] });
  await guard("echo", {}, caller());
  await guard("echo", { unknown: 1 }, caller());
  guard.refused("no_such_tool", caller(), new ToolError("INVALID_ARGUMENTS", "No such tool."));
  expect(factsIn(seen).map(({ tool, outcome, code }) => [tool, outcome, code])).toEqual([
    ["echo", "crash", "INTERNAL"],
    ["echo", "refused", "INVALID_ARGUMENTS"],
    ["no_such_tool", "refused", "INVALID_ARGUMENTS"],
  ]);
});

test("a call that is refused because no record can be kept is told, too", async () => {
  const seen: unknown[] = [];
  const audit = memoryAudit({ accepts: () => false });
  const { guard } = harness([tool()], { audit, observers: [watching("a", seen)] });
  await guard("echo", {}, caller());
  expect(factsIn(seen)).toMatchObject([{ outcome: "crash", code: "INTERNAL" }]);
});

test("the trace of an observer is in the log line and the audit record", async () => {
  const observers = [watching("a", []), watching("b", [], "0af7651916cd43dd8448eb211c80319c")];
  const { guard, audit, lines } = harness([tool()], { observers });
  await guard("echo", {}, caller());
  const trace = { trace_id: "0af7651916cd43dd8448eb211c80319c" };
  expect(lines().at(-1)).toMatchObject(trace);
  expect(audit.events.at(-1)).toMatchObject(trace);
});

test("without observers, nothing is said of a trace", async () => {
  const { guard, audit, lines } = harness([tool()]);
  await guard("echo", {}, caller());
  expect(lines().at(-1)).not.toHaveProperty("trace_id");
  expect(audit.events.at(-1)).not.toHaveProperty("trace_id");
});

test("an observer that throws harms neither the call nor the others", async () => {
  const seen: unknown[] = [];
  const broken: Observer = {
    begin: () => {
      throw new Error("broken");
    },
  };
  const brokenLater: Observer = {
    begin: () => ({
      end: () => {
        throw new Error("broken later");
      },
    }),
  };
  const { guard, lines } = harness([tool()], { observers: [broken, brokenLater, watching("a", seen)] });
  const result = await guard("echo", {}, caller());
  expect(textOf(result)).toBe("{}");
  expect(factsIn(seen)).toHaveLength(1);
  expect(lines().filter(({ event }) => event === "observer_failed")).toHaveLength(2);
});

describe("an observer whose `within` misbehaves changes nothing of the call", () => {
  type Within = NonNullable<ReturnType<Observer["begin"]>["within"]>;
  const withins: Record<string, Within> = {
    "throws before the work": () => {
      throw new Error("broken");
    },
    "throws after the work": (work) => {
      work();
      throw new Error("broken");
    },
    "does the work twice": (work) => {
      work();
      return work();
    },
    "never does the work": () => undefined as never,
    "swallows what the work throws": (work) => {
      try {
        return work();
      } catch {
        return undefined as never;
      }
    },
  };

  test.each(Object.entries(withins))("%s", async (_name, within) => {
    let runs = 0;
    const counted = tool({
      run: async () => {
        runs++;
        return { kind: "value", value: { runs } };
      },
    });
    const observers = [watching("a", []), { begin: () => ({ within, end: () => {} }) }, watching("b", [])];
    const { guard, lines } = harness([counted], { observers });
    expect(textOf(await guard("echo", {}, caller()))).toBe('{"runs":1}');
    expect(textOf(await guard("echo", { unknown: 1 }, caller()))).toMatch(/^INVALID_ARGUMENTS/);
    expect(runs).toBe(1);
    const failed = lines().filter(({ event }) => event === "observer_failed");
    expect(failed).toHaveLength(_name.startsWith("throws before") ? 2 : _name.startsWith("throws") ? 1 : 0);
  });

  test("and a refusal is no failure of an observer that stands around it", async () => {
    const { guard, lines } = harness([tool()], { observers: [watching("a", [])] });
    await guard("echo", { unknown: 1 }, caller());
    expect(lines().map(({ event }) => event)).toEqual(["tool_call"]);
  });
});
