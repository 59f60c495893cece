/** Whatever the arguments: a request keeps to its path, its parameters and its headers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildRequest } from "../../../templates/operations/src/sources/upstream-request.js";
import { kept, type Keep } from "../../../templates/operations/src/sources/upstream-result.js";

/** Any UTF-16 at all, and what attacks are made of. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.stringMatching(/^[./\\%?#;:@&=+{}$ \r\n\0a-f0-9]{0,12}$/),
  fc.constantFrom(
    "..",
    ".",
    "",
    "../..",
    "%2e%2e",
    "..%2f",
    "//",
    "\\",
    "\r\nHost: a",
    "?a=b",
    "#",
    "\ud800",
  ),
);
const base = "https://api.example.com/v1";

/** A request for the arguments, or `undefined` when they are refused. */
const built = (template: Parameters<typeof buildRequest>[0], args: Record<string, unknown>) => {
  try {
    return buildRequest(template)(args);
  } catch (error) {
    expect(error).toMatchObject({ code: "INVALID_ARGUMENTS" });
    return undefined;
  }
};

describe("an argument", () => {
  test("of a path is one part of one segment, and comes out as it went in", () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const request = built({ method: "GET", path: "/a/{first}/b/x-{second}.json" }, { first, second });
        if (request === undefined) return;
        const url = new URL(base + request.target);
        expect(url.origin + url.search + url.hash).toBe("https://api.example.com");
        expect(url.pathname.split("/").map(decodeURIComponent)).toEqual([
          ...["", "v1", "a", first, "b", `x-${second}.json`],
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a query is one value, and comes out as it went in", () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (one, many) => {
        const query = { one: "{one}", fixed: "a&b", many: "{many}" };
        const request = built({ method: "GET", path: "/a", query }, { one, many });
        if (request === undefined) return;
        const url = new URL(base + request.target);
        expect(url.pathname + url.hash).toBe("/v1/a");
        expect([...url.searchParams]).toEqual([
          ["one", one],
          ["fixed", "a&b"],
          ...many.map((item) => ["many", item]),
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a header ends no line", () => {
    fc.assert(
      fc.property(text, (note) => {
        const request = built({ method: "GET", path: "/", headers: { "X-Note": "{note}" } }, { note });
        expect(request?.headers?.["x-note"] ?? "").toMatch(/^[\t -~]*$/);
        expect(Object.keys(request?.headers ?? {}).every((name) => name === "x-note")).toBe(true);
      }),
    );
  });

  test("of a body is the value itself, wherever it stands", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const request = built({ method: "POST", path: "/", body: { a: ["{value}"] } }, { value });
        expect(JSON.parse(request?.body ?? "")).toEqual(JSON.parse(JSON.stringify({ a: [value] })));
      }),
    );
  });
});

test("nothing stays of an answer but the properties that were named", () => {
  const keep: Keep = { id: true, tags: [{ name: true }], owner: { name: true } };
  const names = fc.constantFrom(
    "id",
    "tags",
    "owner",
    "name",
    "secret",
    "__proto__",
    "constructor",
    "toString",
  );
  const answer = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, fc.constantFrom(1, "a", null), tie("list"), tie("object")),
    list: fc.array(tie("value"), { maxLength: 3 }),
    object: fc.dictionary(names, tie("value"), { maxKeys: 5 }),
  })).object;
  fc.assert(
    fc.property(answer, (value) => {
      const result = kept(value, keep) as Record<string, unknown>;
      expect(Object.keys(result).every((name) => Object.hasOwn(keep as object, name))).toBe(true);
      const { tags, owner } = result;
      for (const one of [...(Array.isArray(tags) ? (tags as unknown[]) : []), owner]) {
        if (typeof one !== "object" || one === null || Array.isArray(one)) continue;
        expect(Object.keys(one).every((name) => name === "name")).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});
