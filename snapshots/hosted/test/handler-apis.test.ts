import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fromHandler, type Access } from "../src/guard/handler.js";
import type { Tool } from "../src/guard/tool.js";
import { withApis, type Api, type Fetch } from "../src/sources/handler-apis.js";
import type { Upstream } from "../src/sources/upstream.js";
import { json, open, patience, startService, type Service } from "./support/service.js";

interface Given {
  readonly fetch: Fetch;
  readonly sources: Readonly<Record<string, Api>>;
}

let service: Service;
let crm: Upstream;
let desk: Upstream;
beforeAll(async () => {
  service = await startService((_request, response) => json(response, { ok: true }));
  crm = open(`${service.url}/crm`, { auth: { kind: "bearer", token: "to-read" } }).upstream;
  desk = open(`${service.url}/crm/desk`, { auth: { kind: "bearer", token: "to-write" } }).upstream;
});
beforeEach(() => {
  service.requests.length = 0;
});
afterAll(async () => {
  await crm.close();
  await desk.close();
  await service.close();
});

const reading: Access = { sources: ["crm"], writes: [] };
const writing: Access = { sources: ["crm", "desk"], writes: ["desk"] };

/** Runs a handler with what a call gives it. */
const within = async <T>(access: Access, work: (given: Given) => Promise<T>): Promise<T> => {
  let value: T | undefined;
  const handler = withApis(async (_args, context) => {
    value = await work(context as unknown as Given);
  }, access);
  const run: Tool["run"] = fromHandler(handler);
  await run({}, { sources: { crm, desk }, ...patience() } as never);
  return value as T;
};

const refused = expect.objectContaining({
  code: "SOURCE_ERROR",
  cause: expect.objectContaining({ code: "EGRESS_REFUSED" }),
});

test("a handler sees the sources of its tool, and no other", async () => {
  expect(await within(reading, async ({ sources }) => Object.keys(sources))).toEqual(["crm"]);
  expect(await within(writing, async ({ sources }) => Object.keys(sources))).toEqual([
    "crm",
    "desk",
  ]);
});

test("fetch of a source goes below its base URL with its credential", async () => {
  const value = await within(reading, async ({ sources }) => {
    const answer = await sources["crm"]?.fetch("/contacts?q=a", { headers: { "X-Note": "hello" } });
    return (await answer?.json()) as unknown;
  });
  expect(value).toEqual({ ok: true });
  expect(service.requests).toMatchObject([
    {
      method: "GET",
      url: "/crm/contacts?q=a",
      headers: { authorization: "Bearer to-read", "x-note": "hello" },
    },
  ]);
});

test("fetch takes whole URLs below a source, and shows the credential of the closest", async () => {
  await within(writing, async ({ fetch }) => {
    await fetch(`${service.url}/crm/contacts?page=2`);
    await fetch(`${service.url}/crm/desk/notes`, { method: "POST", body: "{}" });
  });
  expect(service.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ["/crm/contacts?page=2", "Bearer to-read"],
    ["/crm/desk/notes", "Bearer to-write"],
  ]);
});

describe("nothing else is sent", () => {
  test.each([
    "https://example.com/",
    "http://169.254.169.254/latest/meta-data/",
    "//example.com/crm",
    "/crm/contacts",
    "file:///etc/passwd",
    "",
  ])("to %j", async (target) => {
    await expect(within(reading, ({ fetch }) => fetch(target))).rejects.toThrow(refused);
  });

  test("beside a base URL that it begins with", async () => {
    for (const end of [
      "ier",
      "@example.com/",
      ":80/",
      "/../admin",
      "/%2e%2e/admin",
      "\\..\\admin",
    ]) {
      await expect(
        within(reading, ({ fetch }) => fetch(`${service.url}/crm${end}`)),
      ).rejects.toThrow(refused);
    }
    expect(service.requests).toEqual([]);
  });

  test.each([
    "..",
    "/..",
    "/../admin",
    "/a/../../admin",
    "/%2e%2e/admin",
    "/a\\..\\..\\b",
    "@example.com",
    ".example.com",
    "/a#b",
    "/a\nb",
  ])("below a source by %j", async (target) => {
    await expect(
      within(reading, async ({ sources }) => sources["crm"]?.fetch(target)),
    ).rejects.toThrow(refused);
    expect(service.requests).toEqual([]);
  });

  test("that changes something, by a tool or to a source that only reads", async () => {
    for (const method of ["POST", "put", "PATCH", "DELETE"]) {
      for (const access of [reading, writing]) {
        const sent = within(access, async ({ sources }) => sources["crm"]?.fetch("/a", { method }));
        await expect(sent).rejects.toThrow(refused);
      }
    }
    expect(service.requests).toEqual([]);
  });

  test.each([
    { Authorization: "Bearer mine" },
    { host: "example.com" },
    { cookie: "a=b" },
    { "x-http-method-override": "DELETE" },
    { "x-note": "a\r\nhost: b" },
    { "bad name": "a" },
  ])("with the headers %o", async (headers) => {
    const sent = within(reading, async ({ sources }) =>
      sources["crm"]?.fetch("/a", { headers: headers as unknown as Record<string, string> }),
    );
    await expect(sent).rejects.toThrow(refused);
    expect(service.requests).toEqual([]);
  });
});
