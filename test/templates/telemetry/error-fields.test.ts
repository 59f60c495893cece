import { describe, expect, it } from "vitest";
import { errorFields } from "../../../templates/base/src/telemetry/error-fields.js";

const canary = "S3CR3T";

describe("errorFields", () => {
  it.each([
    ["the message", new Error(canary)],
    [
      "a message that looks like frames",
      new Error(`x\n    at ${canary} (/etc/${canary}:1:1)\n    at /${canary}:1:1`),
    ],
    [
      "properties that are not known",
      Object.assign(new Error("x"), { query: canary, detail: canary, hint: canary }),
    ],
    ["a code that is no code", Object.assign(new Error("x"), { code: `pw=${canary}` })],
    ["a name that is no name", Object.assign(new Error("x"), { name: `DSN ${canary}` })],
    ["the message of a cause", new Error("x", { cause: new Error(canary) })],
    ["an error that is a text", canary],
    ["an error that is an object", { [canary]: canary, message: canary, stack: canary }],
    [
      "places that are not of a schema",
      Object.assign(new Error("x"), { schema: [canary, `#/a b${canary}`] }),
    ],
  ])("keeps out %s", (_name, error) => {
    expect(JSON.stringify(errorFields(error, false))).not.toContain(canary);
  });

  it("keeps type, code, place and causes, three deep", () => {
    const deep = [1, 2, 3, 4, 5].reduce<Error>((cause) => new TypeError("x", { cause }), new Error("root"));
    const fields = errorFields(Object.assign(deep, { code: "ERR_SQLITE_ERROR" }), false);
    expect(fields).toMatchObject({
      type: "TypeError",
      code: "ERR_SQLITE_ERROR",
      at: expect.arrayContaining([expect.stringContaining("error-fields.test.ts")]),
    });
    expect(fields.cause?.cause?.cause).toMatchObject({ type: "TypeError" });
    expect(fields.cause?.cause?.cause).not.toHaveProperty("cause");
  });

  it("takes credentials out of the message when that is asked for", () => {
    const error = new Error(`connect postgres://admin:${canary}@db:5432 failed\u202e`);
    expect(errorFields(error, true).message).toBe("connect postgres://[redacted]@db:5432 failed\\u{202e}");
  });

  it("never throws", () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error(canary);
        },
      },
    );
    expect(errorFields(hostile, true)).toEqual({ type: "unreadable" });
    expect(errorFields(undefined, true)).toEqual({ type: "undefined" });
    const cyclic = new Error("x");
    cyclic.cause = cyclic;
    expect(errorFields(cyclic, true)).toMatchObject({ type: "Error" });
  });
});
