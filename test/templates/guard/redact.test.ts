import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, redact } from "../../../templates/base/src/guard/redact.js";
import { tool } from "./fixtures.js";

const any = { type: "object" };

describe("redact", () => {
  it("hides what the spec names, at every depth, and keeps the rest", () => {
    const subject = tool({ redact: ["email"], input: { email: any, limit: any, filter: any } });
    const args = {
      email: "a@b.co",
      limit: 5,
      filter: { email: "c@d.co", list: [{ email: "e@f.co", n: 1 }] },
    };
    expect(redact(subject, args)).toEqual({
      email: "[redacted]",
      limit: 5,
      filter: { email: "[redacted]", list: [{ email: "[redacted]", n: 1 }] },
    });
  });

  it.each([
    "password",
    "Password",
    "api_key",
    "apiKey",
    "db.password",
    "access_token",
    "Authorization",
    "accessToken",
    "userPassword",
    "clientSecret",
    "DBPassword",
    "userAPIKey",
    "private_key",
    "awsSecretAccessKey",
    "new password",
    "password2",
  ])("hides %s though no spec says so", (name) => {
    expect(redact(tool({ input: { [name]: any } }), { [name]: "hunter2" })).toEqual({
      [name]: "[redacted]",
    });
  });

  it.each(["page", "tokens_used", "maxTokens", "secretary", "passenger", "bypass", "primaryKey"])(
    "shows %s",
    (name) => {
      expect(redact(tool({ input: { [name]: any } }), { [name]: "x" })).toEqual({ [name]: "x" });
    },
  );

  it("counts arguments that the schema does not know, and shows neither their names nor values", () => {
    const subject = tool({ redact: ["email"], input: { email: any } });
    expect(redact(subject, { emial: "a@b.co", "x\u202e": 1 })).toEqual({ "[unknown]": 2 });
  });

  it("never shows a hidden value, whatever surrounds it, and never grows large", () => {
    const subject = tool({ redact: ["hidden"], input: { open: any, hidden: any } });
    const secret = "S3CR3T-CANARY";
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.string({ maxLength: 3_000, minLength: 500 }),
    );
    const { tree } = fc.letrec<{ tree: unknown; node: unknown }>((tie) => ({
      tree: fc.oneof({ maxDepth: 6 }, leaf, tie("node"), fc.array(tie("tree"), { maxLength: 4 })),
      node: fc
        .dictionary(fc.constantFrom("a", "b", "c"), tie("tree"), { maxKeys: 3 })
        .map((node) => ({ ...node, hidden: secret })),
    }));
    fc.assert(
      fc.property(tree, (open) => {
        const text = JSON.stringify(redact(subject, { open, hidden: secret }));
        expect(text).not.toContain(secret);
        expect(text.length).toBeLessThan(20_000);
      }),
      { numRuns: 300 },
    );
  });

  it("shortens long texts and lists", () => {
    const subject = tool({ input: { text: any, list: any } });
    const shown = redact(subject, { text: "x".repeat(1_000), list: Array(100).fill(0) });
    expect(shown["text"]).toBe(`${"x".repeat(200)}… (800 more characters)`);
    expect(shown["list"]).toHaveLength(21);
  });
});

describe("canonical", () => {
  it("is the same for equal JSON whatever the order of properties, and JSON itself", () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, item]) => [key, shuffled(item)]),
            )
          : value;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = canonical(value);
        expect(canonical(shuffled(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it("survives any depth", () => {
    let list: unknown[] = [];
    for (let depth = 0; depth < 100_000; depth++) list = [list];
    expect(canonical(list)).toContain("…");
  });
});
