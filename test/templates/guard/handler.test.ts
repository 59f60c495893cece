import { describe, expect, it } from "vitest";
import { content, fromHandler, type Handler } from "../../../templates/handlers/src/guard/handler.js";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import { caller, harness, textOf, tool } from "./fixtures.js";

const answer = async (handler: Handler, args: Record<string, unknown> = {}) => {
  const { guard } = harness([tool({ input: { email: { type: "string" } }, run: fromHandler(handler) })]);
  return guard("echo", args, caller());
};

describe("a handler", () => {
  it("may return a value, at once or later", async () => {
    expect(textOf(await answer(() => ({ score: 7 })))).toBe('{"score":7}');
    expect(textOf(await answer(async ({ email }) => email, { email: "a@b.co" }))).toBe("a@b.co");
  });

  it("may return content blocks", async () => {
    const image = { type: "image" as const, data: "aGk=", mimeType: "image/png" };
    expect((await answer(() => content([image]))).content).toEqual([image]);
  });

  it("cannot pass off data as content blocks", async () => {
    const value = { kind: "content", content: [{ type: "text", text: "x" }] };
    expect(JSON.parse(textOf(await answer(() => value)))).toEqual(value);
  });

  it("may refuse with a code and a sentence", async () => {
    const result = await answer(() => {
      throw new ToolError("NOT_IMPLEMENTED", "score_lead has no logic yet.");
    });
    expect(textOf(result)).toMatch(/^NOT_IMPLEMENTED: score_lead has no logic yet\. \(call /);
  });

  it("gets what it needs to work and to stop, and a log that knows the call", async () => {
    const { guard, audit, lines } = harness([
      tool({
        run: fromHandler((_args, { principal, signal, log, call, deadline, limits, progress }) => {
          log.info({ event: "looking" });
          void progress(1);
          return {
            principal,
            call,
            aborted: signal.aborted,
            left: deadline > performance.now(),
            rows: limits.rows,
          };
        }),
      }),
    ]);
    const result = JSON.parse(textOf(await guard("echo", {}, caller())));
    const call = audit.events[0]?.call;
    expect(result).toEqual({ principal: { id: "user:1000" }, call, aborted: false, left: true, rows: 5 });
    expect(lines()[0]).toMatchObject({ event: "looking", call, tool: "echo" });
  });
});
