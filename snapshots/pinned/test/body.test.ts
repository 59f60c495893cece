import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callBody, post, startHttp, type HttpFixture } from "./support/http.js";

/** A call of `echo` with these characters for its arguments. */
const withArguments = (json: string): string =>
  callBody("echo", "ARGUMENTS").replace('"ARGUMENTS"', () => json);

const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const members = Array.from({ length: 10_000 }, (_, index) => `"k${index}":1`).join(",");

describe("bodies that no honest client sends", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp();
  });
  afterAll(() => server.close());

  test.each([
    ["nothing", "", "not JSON"],
    ["half a message", '{"jsonrpc":"2.0",', "not JSON"],
    ["a byte order mark", `\uFEFF${withArguments('{"text":"hi"}')}`, "not JSON"],
    ["a hundred thousand open brackets", "[".repeat(100_000), "nested too deeply"],
    ["arguments 33 levels deep", withArguments(`{"text":${nested(33)}}`), "nested too deeply"],
    ["ten thousand members", withArguments(`{${members}}`), "too many members"],
    ["a member twice", withArguments('{"text":"a","text":"b"}'), "twice"],
    ["a member twice, once escaped", withArguments('{"text":"a","te\\u0078t":"b"}'), "twice"],
    ["__proto__", withArguments('{"__proto__":{"polluted":1}}'), "not allowed"],
    ["__proto__, escaped", withArguments('{"\\u005f_proto__":{"polluted":1}}'), "not allowed"],
    ["a number beyond all numbers", withArguments('{"text":1e400}'), "too large"],
    ["half a surrogate pair", withArguments('{"text":"\\ud800"}'), "surrogate"],
    ["NaN", withArguments('{"text":NaN}'), "not JSON"],
  ])("refuses %s before it is parsed", async (_what, body, problem) => {
    const before = server.audited().length;
    const response = await post(server.url, { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: -32_700, message: expect.stringContaining(problem) },
    });
    expect(server.audited()).toHaveLength(before);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  test("does not read half a million open brackets", async () => {
    const response = await post(server.url, { body: "[".repeat(260_000) });
    expect(response.status).toBe(400);
    const longer = await post(server.url, { body: "[".repeat(500_000) }).catch(() => undefined);
    expect(longer?.status ?? 413).toBe(413); // or the connection is closed before all of it is sent
  });

  test("refuses bytes that are not UTF-8", async () => {
    const [head, tail] = withArguments('{"text":"|"}').split("|") as [string, string];
    const body = new Uint8Array([...Buffer.from(head), 0xc3, 0x28, ...Buffer.from(tail)]);
    const response = await post(server.url, { body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("not UTF-8");
  });

  test.each([
    ["constructor", { constructor: { prototype: { polluted: 1 } } }],
    ["a number for a text", { text: 5 }],
    ["a list", [1, 2, 3]],
    ["a text", "hi"],
    ["null", null],
  ])("answers %s as arguments with what is wrong, and goes on", async (_what, args) => {
    const response = await post(server.url, { args });
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).toMatch(/INVALID_ARGUMENTS|-32602|-32600/);
    expect(Object.prototype).not.toHaveProperty("polluted");
    expect((await post(server.url)).status).toBe(200);
  });

  test("takes what is unusual but well-formed", async () => {
    const text = 'quote \\" brace { bracket [ comma , colon : \\\\ 1e400 \\ud83d\\ude00 \\u0000é';
    const response = await post(server.url, { body: withArguments(` { "text" : "${text}" } `) });
    expect(response.status).toBe(200);
  });
});
