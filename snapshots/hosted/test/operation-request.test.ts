import { describe, expect, test } from "vitest";
import type { Arguments } from "../src/guard/tool.js";
import { buildRequest, type RequestTemplate } from "../src/sources/upstream-request.js";

describe("every argument stays in its place", () => {
  const target = (template: Partial<RequestTemplate>, args: Arguments) =>
    buildRequest({ method: "GET", path: "/", ...template })(args).target;

  test.each([
    ["a/b", "/things/a%2Fb/parts"],
    ["a?b=c#d", "/things/a%3Fb%3Dc%23d/parts"],
    ["..%2f..", "/things/..%252f../parts"],
    ["a\\b", "/things/a%5Cb/parts"],
    ["...", "/things/.../parts"],
    ["ä ö", "/things/%C3%A4%20%C3%B6/parts"],
    ["{id}", "/things/%7Bid%7D/parts"],
    ["$&$1", "/things/%24%26%241/parts"],
    [4711, "/things/4711/parts"],
    [true, "/things/true/parts"],
  ])("of a path: %j", (id, expected) => {
    expect(target({ path: "/things/{id}/parts" }, { id })).toBe(expected);
  });

  test.each(["", ".", "..", "a\nb", "\0", "\ud800", null, undefined, {}, [1]])(
    "or is refused: %j",
    (id) => {
      expect(() => target({ path: "/things/{id}/parts" }, { id })).toThrow(
        expect.objectContaining({
          code: "INVALID_ARGUMENTS",
          message: expect.stringMatching(/^id /),
        }),
      );
    },
  );

  test("also when two make one segment", () => {
    expect(() => target({ path: "/{a}{b}" }, { a: ".", b: "." })).toThrow(/must not be \. or \.\./);
    expect(target({ path: "/{a}.{b}" }, { a: "x", b: "json" })).toBe("/x.json");
  });

  test.each<[RequestTemplate["lists"], string]>([
    ["repeat", "/?tag=a%2Cb&tag=c%26d"],
    ["comma", "/?tag=a%2Cb,c%26d"],
    ["brackets", "/?tag[]=a%2Cb&tag[]=c%26d"],
  ])("of a query: lists as %s", (lists, expected) => {
    expect(target({ query: { tag: "{tags}" }, lists }, { tags: ["a,b", "c&d"] })).toBe(expected);
  });

  test("of a query: what was not given is left out, false and zero are not", () => {
    const query = { q: "{text}", open: "{open}", page: "{page}", size: 50, all: false };
    expect(target({ query }, { open: false, page: 0 })).toBe(
      "/?open=false&page=0&size=50&all=false",
    );
    expect(target({ query: { q: "{text}" } }, { text: "a&b=c d+e" })).toBe("/?q=a%26b%3Dc%20d%2Be");
    expect(target({ query: { q: "{text}" } }, { text: null })).toBe("/");
    expect(target({ query: { tag: "{tags}" } }, { tags: [] })).toBe("/");
  });

  test("of a body: as JSON, with what was not given left out", () => {
    const body = { note: { text: "{text}", at: "{at}" }, tags: ["fixed", "{tag}"], kind: "note" };
    const request = buildRequest({ method: "POST", path: "/", body })({
      text: '"}',
      tag: "{text}",
    });
    expect(JSON.parse(request.body ?? "")).toEqual({
      note: { text: '"}' },
      tags: ["fixed", "{text}"],
      kind: "note",
    });
    expect(request.headers).toEqual({ "content-type": "application/json" });
    const whole = buildRequest({ method: "PUT", path: "/", body: "{thing}" });
    expect(whole({ thing: [1, null] }).body).toBe("[1,null]");
  });

  test("of a form", () => {
    const form = { state: "closed", note: "{note}" };
    const request = buildRequest({ method: "POST", path: "/", form })({ note: "a&state=open" });
    expect([...new URLSearchParams(request.body)]).toEqual([
      ["state", "closed"],
      ["note", "a&state=open"],
    ]);
    expect(request.headers).toEqual({ "content-type": "application/x-www-form-urlencoded" });
  });

  test.each(["a\r\nHost: evil.example.com", "a\nb", "a\0", "ä", "\u2028"])(
    "of a header, or is refused: %j",
    (note) => {
      const build = buildRequest({ method: "GET", path: "/", headers: { "X-Note": "{note}" } });
      expect(() => build({ note })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENTS" }));
      expect(build({ note: "plain; text" }).headers).toEqual({ "x-note": "plain; text" });
      expect(build({}).headers).toEqual({});
    },
  );

  test("names of arguments do not reach into objects", () => {
    const build = buildRequest({
      method: "POST",
      path: "/",
      body: { a: "{toString}", b: "{__proto__}" },
    });
    expect(build({}).body).toBe("{}");
  });
});
