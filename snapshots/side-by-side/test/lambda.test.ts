import { expect, test } from "vitest";
import { lambdaHandler, type LambdaEvent } from "../src/transports/lambda.js";
import type { Fetch } from "../src/transports/fetch.js";
import { context } from "./support/lambda.js";

/** As in AWS's own documentation of payload format 2.0. */
const event: LambdaEvent = {
  version: "2.0",
  rawPath: "/mcp",
  rawQueryString: "a=1&a=2&b=%20",
  cookies: ["cookie1=1", "cookie2=2"],
  headers: {
    host: "abc123.lambda-url.eu-west-1.on.aws",
    "content-type": "application/json",
    "x-twice": "one,two",
  },
  requestContext: {
    domainName: "abc123.lambda-url.eu-west-1.on.aws",
    stage: "$default",
    http: { method: "POST", sourceIp: "203.0.113.7" },
  },
  body: '{"name":"Zoë"}',
  isBase64Encoded: false,
};

/** Hands an event to a server that answers as told, and tells what the server saw. */
const handle = async (changes: Partial<LambdaEvent>, answer: Response = new Response("ok")) => {
  const seen: { request?: Request; body?: string; address?: string | undefined } = {};
  const fetch: Fetch = async (request, address) => {
    Object.assign(seen, { request, address, body: await request.text() });
    return answer;
  };
  const result = await lambdaHandler(fetch)({ ...event, ...changes }, context);
  return { ...seen, result };
};

test("an event becomes the request that it was", async () => {
  const { request, body, address } = await handle({});
  expect(request?.method).toBe("POST");
  expect(request?.url).toBe("https://abc123.lambda-url.eu-west-1.on.aws/mcp?a=1&a=2&b=%20");
  expect(request?.headers.get("host")).toBe("abc123.lambda-url.eu-west-1.on.aws");
  expect(request?.headers.get("x-twice")).toBe("one,two");
  expect(request?.headers.get("cookie")).toBe("cookie1=1; cookie2=2");
  expect(body).toBe('{"name":"Zoë"}');
  expect(address).toBe("203.0.113.7");
});

test("a body in base64 is taken out of it", async () => {
  const base64 = Buffer.from('{"name":"Zoë"}').toString("base64");
  expect((await handle({ body: base64, isBase64Encoded: true })).body).toBe('{"name":"Zoë"}');
});

test("bytes that are not UTF-8 reach the server as they were, for it to refuse", async () => {
  const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
  let got: Uint8Array | undefined;
  const fetch: Fetch = async (request) => {
    got = new Uint8Array(await request.arrayBuffer());
    return new Response("ok");
  };
  const body = Buffer.from(bytes).toString("base64");
  await lambdaHandler(fetch)({ ...event, body, isBase64Encoded: true }, context);
  expect(got).toEqual(bytes);
});

test("a request without a body has none", async () => {
  const http = { method: "GET", sourceIp: "203.0.113.7" };
  const { request, body } = await handle({
    requestContext: { ...event.requestContext, http },
    body: null,
  });
  expect(request?.method).toBe("GET");
  expect(body).toBe("");
});

test("the stage of an HTTP API is no part of the path", async () => {
  const requestContext = { ...event.requestContext, stage: "prod" };
  const { request } = await handle({ rawPath: "/prod/mcp", requestContext });
  expect(new URL(request?.url ?? "").pathname).toBe("/mcp");
  const other = await handle({ rawPath: "/production/mcp", requestContext });
  expect(new URL(other.request?.url ?? "").pathname).toBe("/production/mcp");
});

test("a path that looks like an address stays a path", async () => {
  const { request } = await handle({ rawPath: "//evil.example/mcp" });
  expect(new URL(request?.url ?? "").host).toBe("abc123.lambda-url.eu-west-1.on.aws");
});

test("text goes out as text, and its headers with it", async () => {
  const answer = Response.json({ name: "Zoë" }, { status: 401, headers: { "x-a": "1" } });
  expect((await handle({}, answer)).result).toEqual({
    statusCode: 401,
    headers: { "content-type": "application/json", "x-a": "1" },
    body: '{"name":"Zoë"}',
    isBase64Encoded: false,
  });
});

test("an event stream goes out whole", async () => {
  const headers = { "content-type": "text/event-stream" };
  const { result } = await handle({}, new Response("data: 1\n\ndata: 2\n\n", { headers }));
  expect(result).toMatchObject({ body: "data: 1\n\ndata: 2\n\n", isBase64Encoded: false });
});

test("other bytes go out as base64, and cookies apart", async () => {
  const headers = new Headers({ "content-type": "image/png" });
  headers.append("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
  headers.append("set-cookie", "b=2");
  const { result } = await handle({}, new Response(new Uint8Array([255, 0, 1]), { headers }));
  expect(result).toEqual({
    statusCode: 200,
    headers: { "content-type": "image/png" },
    cookies: ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"],
    body: Buffer.from([255, 0, 1]).toString("base64"),
    isBase64Encoded: true,
  });
});

test.each([
  ["a header that is none", { headers: { "bad\nname": "1" } }],
  ["a host that is none", { headers: { host: "a b" } }],
  [
    "a method that must not be sent",
    { requestContext: { ...event.requestContext, http: { method: "TRACE" } } },
  ],
])("%s is answered with 400, and reaches nothing", async (_what, changes) => {
  const { request, result } = await handle(changes);
  expect(result.statusCode).toBe(400);
  expect(request).toBeUndefined();
});

test("events of other kinds are a mistake in the setup, and say so", async () => {
  await expect(handle({ version: "1.0" })).rejects.toThrow(/payload format 2\.0/);
});

test("work is broken off while there is time to say so", async () => {
  let signal: AbortSignal | undefined;
  const fetch: Fetch = (request) => {
    signal = request.signal;
    return new Promise(() => {});
  };
  const result = await lambdaHandler(fetch)(event, { getRemainingTimeInMillis: () => 550 });
  expect(result.statusCode).toBe(504);
  expect(signal?.aborted).toBe(true);
});
