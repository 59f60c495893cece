import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eras, type Era } from "./support/client.js";
import { callBody, post, startHttp, type HttpFixture } from "./support/http.js";

/** A request as parsed, for tests that spoil it. */
type Message = Record<string, unknown> & { params: Record<string, unknown> };

const long = "x".repeat(100_000);
const invisible = "run\u202e\u200bme\u{e0041}";

let server: HttpFixture;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.close());

describe.each(eras)("messages that no honest client sends, %s", (era: Era) => {
  /** Sends a call of `echo` that was spoiled, and tells what came back and how many calls were recorded. */
  const send = async (
    spoil: (message: Message) => unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const before = server.audited().length;
    const message = JSON.parse(callBody("echo", { text: "hi" }, era)) as Message;
    const body = JSON.stringify(spoil(message) ?? message);
    const response = await post(server.url, { era, headers: { ...headers }, body });
    const text = await response.text();
    return { status: response.status, text, calls: server.audited().length - before };
  };
  const metaOf = ({ params }: Message) => (params["_meta"] ?? {}) as Record<string, unknown>;

  test.each([
    ["an object", { a: 1 }],
    ["a list", [1]],
    ["null", null],
    ["true", true],
    ["a fraction", 1.5],
    ["a number beyond all integers", 1e300],
    ["a very long text", long],
  ])("refuses %s for an id, and does not send it back", async (_what, id) => {
    const { status, text, calls } = await send((message) => void (message["id"] = id));
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(500);
    expect(calls).toBe(0);
  });

  test.each([
    ["another JSON-RPC", (message: Message) => void (message["jsonrpc"] = "1.0")],
    ["members of its own", (message: Message) => void (message["extra"] = 1)],
    ["a number for a method", (message: Message) => void (message["method"] = 5)],
    ["a list for params", (message: Message) => ({ ...message, params: [] })],
    ["a very long method", (message: Message) => void (message["method"] = long)],
    ["a method of invisible text", (message: Message) => void (message["method"] = invisible)],
    [
      "an object for a progress token",
      (message: Message) =>
        void (message.params["_meta"] = { ...metaOf(message), progressToken: { a: 1 } }),
    ],
    [
      "a progress token that each notification would repeat at length",
      (message: Message) =>
        void (message.params["_meta"] = { ...metaOf(message), progressToken: long }),
    ],
  ])("refuses %s", async (_what, spoil) => {
    const { status, text, calls } = await send(spoil);
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(500);
    expect(text).not.toMatch(/[\u200b\u202e]/);
    expect(calls).toBe(0);
  });

  const wrongParams: readonly (readonly [method: string, params: object])[] = [
    ["tools/list", { cursor: null }],
    ["tools/list", { cursor: { a: 1 } }],
    ...(era === "2025-11-25" ? [["initialize", { protocolVersion: 5 }] as const] : []),
  ];
  test.each(wrongParams)(
    "says in a few words that the params of %s are wrong: %j",
    async (method, params) => {
      const { text, calls } = await send(
        (message) => {
          message["method"] = method;
          message.params = { _meta: message.params["_meta"], ...params };
        },
        { "mcp-method": method },
      );
      const error = { code: -32602, message: `Invalid params for ${method}` };
      expect(JSON.parse(text.replace(/^event: message\ndata: /, ""))).toMatchObject({ error });
      expect(calls).toBe(0);
    },
  );

  test.each([
    ["a blank", "run me"],
    ["a line end", "run\nme"],
    ["invisible text", invisible],
    ["a path", "../../etc/passwd"],
    ["a statement", "x'; DROP TABLE users; --"],
    ["a header", "x\r\nSet-Cookie: a=1"],
    ["too many characters", "x".repeat(129)],
    ["none", ""],
  ])(
    "answers a tool name with %s with 400, records it and does not repeat it",
    async (_w, name) => {
      const { status, text, calls } = await send((message) => void (message.params["name"] = name));
      expect(status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ id: 7, error: { code: -32_602 } });
      if (name !== "") expect(text).not.toContain(JSON.stringify(name).slice(1, -1));
      expect(calls).toBe(1);
      expect(server.audited().at(-1)).toMatchObject({
        tool: "(not a tool name)",
        code: "INVALID_ARGUMENTS",
      });
      expect(server.logged("tool_call").at(-1)).toMatchObject({ tool: "(not a tool name)" });
    },
  );

  test.each([
    ["null", null],
    ["a list", [{ text: "hi" }]],
    ["a text", '{"text":"hi"}'],
    ["a number", 1],
  ])("refuses %s for arguments, and records the call", async (_what, args) => {
    const { text, calls } = await send((message) => void (message.params["arguments"] = args));
    expect(text).toContain("INVALID_ARGUMENTS: The arguments must be an object.");
    expect(calls).toBe(1);
    expect(server.audited().at(-1)).toMatchObject({ tool: "echo", code: "INVALID_ARGUMENTS" });
  });

  test.each([
    ["a number", 5],
    ["nothing", undefined],
    ["a list", ["echo"]],
  ])("knows no tool with %s for a name, and records the call", async (_what, name) => {
    const { text, calls } = await send((message) => void (message.params["name"] = name));
    expect(text).toMatch(/-32602|-32020/); // the newest era compares the name with a header first
    expect(text.length).toBeLessThan(500);
    expect(calls).toBe(text.includes("-32020") ? 0 : 1);
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "no_such_tool"])(
    "knows no tool %s",
    async (name) => {
      const spoil = (message: Message) => void (message.params["name"] = name);
      const { text, calls } = await send(spoil, { "mcp-name": name });
      expect(text).toContain("-32602");
      expect(text).toContain("Unknown tool");
      expect(calls).toBe(1);
    },
  );

  test.each(["__proto__", "constructor", "toString", "tools/destroy", "initialize\u0000"])(
    "knows no method %j",
    async (method) => {
      const spoil = (message: Message) => void (message["method"] = method);
      const { text, calls } = await send(spoil, { "mcp-method": method.replace("\0", "") });
      expect(text).toMatch(/-32601|-32600/);
      expect(calls).toBe(0);
    },
  );

  test.each(["constructor", "prototype"])("names the argument %s as unknown", async (name) => {
    const args = { text: "hi", [name]: { prototype: { polluted: 1 } } };
    const { text } = await send((message) => void (message.params["arguments"] = args));
    expect(text).toContain(`INVALID_ARGUMENTS: ${name} is not known`);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  test.each([
    ["text that is no JSON", "{"],
    ["a batch", "[{},{}]"],
    ["a body that is too long", " ".repeat(300_000)],
  ])("leaves a line in the log for %s", async (_what, body) => {
    const before = server.logged("http_refused").length;
    const { status } = await post(server.url, { era, body });
    expect(server.logged("http_refused").slice(before)).toMatchObject([{ status }]);
  });

  test("refuses the argument __proto__", async () => {
    const body = callBody("echo", { text: "hi" }, era).replace('"text"', '"__proto__"');
    expect((await post(server.url, { era, body })).status).toBe(400);
  });

  test.each([1, 2, 100, 1_000])("refuses a batch of %i", async (count) => {
    const { status, calls } = await send((message) => Array<Message>(count).fill(message));
    expect([400, 413]).toContain(status); // a thousand may be too long as well
    expect(calls).toBe(0);
  });

  test("takes no session, and no answer to a question that it did not ask", async () => {
    const guessed = { "mcp-session-id": "../../etc/passwd" };
    const [mine, theirs] = [await send(() => undefined), await send(() => undefined, guessed)];
    expect(theirs).toEqual(mine);
    const answer = await send(() => ({ jsonrpc: "2.0", id: 7, result: {} }));
    expect(answer.text).not.toContain("result");
  });

  test("keeps no stream open for news that it does not have", async () => {
    const { text } = await send(
      (message) => {
        message["method"] = "subscriptions/listen";
        const uris = Array.from({ length: 1_000 }, (_, index) => `file:///${index}`);
        message.params["notifications"] = { toolsListChanged: true, resourceSubscriptions: uris };
      },
      { "mcp-method": "subscriptions/listen", "mcp-name": "" },
    );
    expect(text.length).toBeLessThan(1_000);
  });
});

describe("batches, in the one revision that had them", () => {
  const calls = (count: number) =>
    JSON.stringify(
      Array.from({ length: count }, (_, id) => ({
        ...(JSON.parse(callBody("rarely", {}, "2025-11-25")) as object),
        id,
      })),
    );
  const headers = { "mcp-protocol-version": "2025-03-26" };
  const send = (body: string) => post(server.url, { era: "2025-11-25", headers, body });

  test("each call is guarded on its own, and large batches are refused", async () => {
    const before = server.audited().length;
    const answer = await (await send(calls(5))).text();
    expect(answer.match(/RATE_LIMITED/g)).toHaveLength(2);
    expect(server.audited()).toHaveLength(before + 5);
    for (const count of [11, 100, 1_000]) expect((await send(calls(count))).status).toBe(400);
    expect(server.audited()).toHaveLength(before + 5);
  });

  test.each(["[]", "[[]]", "[1]", `[${"[".repeat(20)}${"]".repeat(20)}]`])(
    "%s is refused",
    async (body) => {
      expect((await send(body)).status).toBe(400);
    },
  );
});
