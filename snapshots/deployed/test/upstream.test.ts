import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readValue } from "../src/sources/upstream-body.js";
import { failureOfStatus } from "../src/sources/upstream-errors.js";
import { json, open, patience, startService, type Service } from "./support/service.js";

let service: Service;
beforeAll(async () => {
  service = await startService(() => {});
});
beforeEach(() => {
  service.requests.length = 0;
  service.answer = (_request, response) => json(response, { ok: true });
});
afterAll(() => service.close());

const get = { method: "GET", target: "/things" };

describe("what is sent", () => {
  test("goes below the base URL, with the source's headers and the server's name", async () => {
    const { upstream } = open(`${service.url}/v2/`, { headers: { "x-tenant": "acme" } });
    await upstream.send(
      { method: "PUT", target: "/a?b=1", headers: { "x-b": "c" }, body: "{}" },
      patience(),
    );
    expect(service.requests).toEqual([
      {
        method: "PUT",
        url: "/v2/a?b=1",
        body: "{}",
        headers: expect.objectContaining({ "x-tenant": "acme", "x-b": "c", "user-agent": "tests" }),
      },
    ]);
    await upstream.close();
  });

  test.each([
    [{ kind: "bearer", token: "t0k3n" } as const, "authorization", "Bearer t0k3n"],
    [
      { kind: "basic", user: "ada", password: "päss:word" } as const,
      "authorization",
      `Basic ${Buffer.from("ada:päss:word").toString("base64")}`,
    ],
    [{ kind: "header", name: "X-Api-Key", value: "k3y" } as const, "x-api-key", "k3y"],
  ])("shows the credential: %o", async (auth, header, value) => {
    const { upstream } = open(service.url, { auth });
    await upstream.send({ ...get, headers: { [header]: "of the request" } }, patience());
    expect(service.requests[0]?.headers[header]).toBe(value);
    await upstream.close();
  });
});

describe("what comes back is bounded", () => {
  const large = Buffer.alloc(50 * 1024 * 1024, " ");
  test.each([
    ["a large body", large, {}],
    ["a gzip bomb", gzipSync(large), { "content-encoding": "gzip" }],
    ["a brotli bomb", brotliCompressSync(large), { "content-encoding": "br" }],
    ["a bomb in a bomb", gzipSync(gzipSync(large)), { "content-encoding": "gzip, gzip" }],
  ])("%s", async (_what, body, headers) => {
    const { upstream } = open(service.url);
    service.answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);
    };
    await expect(upstream.send(get, patience())).rejects.toMatchObject({
      code: "RESULT_TOO_LARGE",
    });
    await upstream.close();
  });

  test("a body that never ends, as soon as it is too large", async () => {
    const { upstream } = open(service.url);
    const closed = new Promise<void>((resolve) => {
      service.answer = (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const chunk = Buffer.alloc(1024, " ");
        const timer = setInterval(() => response.write(chunk), 1);
        response.on("close", () => {
          clearInterval(timer);
          resolve();
        });
      };
    });
    await expect(upstream.send(get, patience())).rejects.toMatchObject({
      code: "RESULT_TOO_LARGE",
    });
    await closed;
    await upstream.close();
  });

  test.each(["headers", "body"])(
    "an answer whose %s do not come ends with the call",
    async (what) => {
      const { upstream } = open(service.url);
      const closed = new Promise<void>((resolve) => {
        service.answer = (_request, response) => {
          response.on("close", resolve);
          if (what === "body")
            response.writeHead(200, { "content-type": "text/plain" }).write("one ");
        };
      });
      const controller = new AbortController();
      const sent = upstream.send(get, { signal: controller.signal, deadline: Infinity });
      await expect.poll(() => service.requests.length).toBe(1);
      controller.abort(new Error("the call ended"));
      await expect(sent).rejects.toThrow("the call ended");
      await closed;
      await upstream.close();
    },
  );
});

describe("tries", () => {
  const answering = (...statuses: readonly (number | "reset")[]): void => {
    const left = [...statuses];
    service.answer = (_request, response) => {
      const status = left.shift() ?? 200;
      if (status === "reset") response.destroy();
      else json(response, { status }, status);
    };
  };

  test.each([
    ["GET", [503], 200, 2],
    ["GET", [502, 504], 200, 3],
    ["GET", [522, 530], 200, 3],
    ["GET", ["reset"], 200, 2],
    ["PUT", [429], 200, 2],
    ["DELETE", [503], 200, 2],
    ["GET", [503, 503, 503], 503, 3],
    ["GET", [500], 500, 1],
    ["GET", [404], 404, 1],
    ["POST", [503], 503, 1],
    ["PATCH", [429], 429, 1],
  ] as const)(
    "%s, answered by %o, ends with %i after %i requests",
    async (method, statuses, ended, requests) => {
      answering(...statuses);
      const { upstream } = open(service.url, { retries: 2 });
      expect((await upstream.send({ method, target: "/" }, patience())).status).toBe(ended);
      expect(service.requests).toHaveLength(requests);
      await upstream.close();
    },
  );

  test("a POST whose connection breaks is not sent again", async () => {
    answering("reset");
    const { upstream } = open(service.url, { retries: 2 });
    const sent = upstream.send({ method: "POST", target: "/", body: "{}" }, patience());
    await expect(sent).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    expect(service.requests).toHaveLength(1);
    await upstream.close();
  });

  test("wait as long as the service asks", async () => {
    const times: number[] = [];
    service.answer = (_request, response) => {
      times.push(performance.now());
      if (times.length > 1) json(response, {});
      else response.writeHead(503, { "retry-after": "1" }).end();
    };
    const { upstream } = open(service.url, { retries: 2 });
    expect((await upstream.send(get, patience())).status).toBe(200);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
    await upstream.close();
  });

  test("are given up when the service asks for more time than the call has", async () => {
    service.answer = (_request, response) =>
      void response.writeHead(429, { "retry-after": "60" }).end();
    const { upstream } = open(service.url, { retries: 2 });
    const answer = await upstream.send(get, patience());
    expect(failureOfStatus(answer)).toMatchObject({
      code: "UPSTREAM_BUSY",
      message: expect.stringContaining("in 60 s"),
    });
    expect(service.requests).toHaveLength(1);
    await upstream.close();
  });
});

describe("a service that is down", () => {
  test("is left alone after some failures: calls fail at once, say when to try again, and readiness follows", async () => {
    const { upstream, logged } = open(service.url);
    const away = [503, 504, 521, 522, 530];
    service.answer = (_request, response) =>
      json(response, { secret: "canary-5e1d" }, away.shift() ?? 200);
    await upstream.check();
    for (let call = 0; call < 5; call++) await upstream.send(get, patience());
    await expect(upstream.send(get, patience())).rejects.toMatchObject({
      code: "SOURCE_UNAVAILABLE",
      message: expect.stringMatching(/Try again in \d+ s\./),
    });
    expect(service.requests).toHaveLength(5);
    await expect(upstream.check()).rejects.toThrow();
    expect(logged("source_down")).toHaveLength(1);
    expect(JSON.stringify(logged())).not.toContain("canary");
    await upstream.close();
  });

  test("is not one that refuses, or a caller that goes away", async () => {
    const { upstream } = open(service.url);
    service.answer = (_request, response) => json(response, {}, 400);
    for (let call = 0; call < 10; call++) await upstream.send(get, patience());
    for (let call = 0; call < 10; call++) {
      const gone = { signal: AbortSignal.abort(new Error("gone")), deadline: Infinity };
      await expect(upstream.send(get, gone)).rejects.toThrow("gone");
    }
    await upstream.check();
    await upstream.close();
  });
});

describe("an answer is read as what it says it is", () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  test.each([
    ["application/json", bytes('{"a":1}'), { a: 1 }],
    ["application/vnd.api+json; charset=UTF-8", bytes('["ä"]'), ["ä"]],
    ["application/problem+json", bytes("null"), null],
    ["text/plain", bytes("hello"), "hello"],
    ['text/plain; charset="iso-8859-1"', Buffer.from("ä", "latin1"), "ä"],
    ["application/json", bytes(""), null],
    [null, bytes(""), null],
  ])("%s", (type, body, value) => {
    expect(readValue(body, type)).toEqual(value);
  });

  test.each([
    ["text/html", bytes("<p>canary</p>")],
    ["application/octet-stream", bytes("canary")],
    ["application/jsonp", bytes("canary({})")],
    [null, bytes('{"canary":1}')],
    ["application/json", bytes("canary")],
    ["application/json", Buffer.from([0x22, 0xff, 0x22])],
    ["text/plain; charset=canary", bytes("a")],
  ])("and refused without a word of it: %s", (type, body) => {
    expect(() => readValue(body, type)).toThrow(
      expect.objectContaining({
        code: "SOURCE_ERROR",
        message: expect.not.stringContaining("canary"),
      }),
    );
  });
});

test.each([
  [200, undefined],
  [204, undefined],
  [400, "UPSTREAM_REFUSED"],
  [401, "UPSTREAM_DENIED"],
  [403, "UPSTREAM_DENIED"],
  [404, "NOT_FOUND"],
  [409, "CONFLICT"],
  [410, "NOT_FOUND"],
  [422, "UPSTREAM_REFUSED"],
  [429, "UPSTREAM_BUSY"],
  [500, "SOURCE_ERROR"],
  [503, "SOURCE_UNAVAILABLE"],
  [520, "SOURCE_UNAVAILABLE"],
  [530, "SOURCE_UNAVAILABLE"],
])("status %i is %s", async (status, code) => {
  service.answer = (_request, response) =>
    status === 204 ? void response.writeHead(204).end() : json(response, { canary: 1 }, status);
  const { upstream } = open(service.url);
  const failure = failureOfStatus(await upstream.send(get, patience()));
  expect(failure?.code).toBe(code);
  await upstream.close();
});
