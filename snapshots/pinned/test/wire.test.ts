import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { post, startHttp, type HttpFixture } from "./support/http.js";
import { echoBody, raw, requestBytes, type Parts } from "./support/raw.js";

const size = Buffer.byteLength(echoBody).toString(16);
const chunks = `${size}\r\n${echoBody}\r\n0\r\n`;
const chunked = { lines: "Transfer-Encoding: chunked\r\n", body: `${chunks}\r\n` };
const length = `Content-Length: ${Buffer.byteLength(echoBody)}\r\n`;

describe("requests as no honest client writes them", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp({ allowedOrigins: ["https://app.example.com"] });
  });
  afterAll(() => server.close());

  const statusOf = (answer: string): number[] =>
    [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

  /** The statuses that come back, and how many calls were run. */
  const send = async (bytes: string | Uint8Array) => {
    const before = server.audited().length;
    const statuses = statusOf(await raw(server.url, [bytes]));
    return { statuses, calls: server.audited().length - before };
  };

  test("answers what is well-formed, in one piece or in chunks", async () => {
    expect(await send(requestBytes())).toEqual({ statuses: [200], calls: 1 });
    expect(await send(requestBytes(chunked))).toEqual({ statuses: [200], calls: 1 });
  });

  // A proxy that takes the other of two lengths would take part of one request for the next.
  const ambiguous: Readonly<Record<string, Parts>> = {
    "a length and chunks": { ...chunked, lines: length + chunked.lines },
    "chunks and a length": { ...chunked, lines: chunked.lines + length },
    "two lengths": { lines: `${length}Content-Length: 5\r\n` },
    "a signed length": { lines: length.replace(": ", ": +") },
    "a length in hexadecimal": { lines: "Content-Length: 0x10\r\n" },
    "an encoding that is almost chunked": { ...chunked, lines: "Transfer-Encoding: xchunked\r\n" },
    "chunked, but not last": { ...chunked, lines: "Transfer-Encoding: chunked, identity\r\n" },
    "chunked twice over": { ...chunked, lines: `${chunked.lines}Transfer-Encoding: identity\r\n` },
    "a blank before the colon": { ...chunked, lines: "Transfer-Encoding : chunked\r\n" },
    "a chunk whose length is none": { ...chunked, body: `zz\r\n${echoBody}\r\n0\r\n\r\n` },
    "a folded header": { lines: `${length}X-A: 1\r\n Transfer-Encoding: chunked\r\n` },
    "a header with NUL": { lines: `${length}X-A: 1\0\r\n` },
    "a header whose name has a blank": { lines: `${length}X A: 1\r\n` },
    "a path with NUL": { line: "POST /mcp\0 HTTP/1.1" },
    "an unknown method": { line: "BREW /mcp HTTP/1.1" },
  };
  test.each(Object.entries(ambiguous))("refuses %s, and closes", async (_what, parts) => {
    expect(await send(requestBytes(parts))).toEqual({ statuses: [400], calls: 0 });
  });

  test("refuses lines that end in LF alone, other protocols, and other versions", async () => {
    const lines = requestBytes().replaceAll("\r\n", "\n");
    const tls = Uint8Array.of(0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3, 0, 0);
    for (const bytes of [lines, tls, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]) {
      expect(await send(bytes)).toEqual({ statuses: [400], calls: 0 });
    }
  });

  test.each([
    ["two Hosts", { host: "Host: localhost\r\nHost: evil.example\r\n" }, 403],
    ["the same Host twice", { host: "Host: localhost\r\nHost: localhost\r\n" }, 403],
    ["HTTP/1.0 without a Host", { line: "POST /mcp HTTP/1.0", host: "" }, 403],
    ["a target with another host", { line: "POST http://evil.example/mcp HTTP/1.1" }, 404],
    ["a target with its own host", { line: "POST http://localhost/mcp HTTP/1.1" }, 404],
    ["the path, encoded", { line: "POST /%6dcp HTTP/1.1" }, 404],
    ["the path by a detour", { line: "POST /x/../mcp HTTP/1.1" }, 404],
    ["the path with two slashes", { line: "POST //mcp HTTP/1.1" }, 404],
    ["the path with a parameter", { line: "POST /mcp;x=/mcp HTTP/1.1" }, 404],
    ["OPTIONS for the whole server", { line: "OPTIONS * HTTP/1.1" }, 404],
    ["TRACE", { line: "TRACE /mcp HTTP/1.1" }, 405],
    ["HEAD", { line: "HEAD /mcp HTTP/1.1" }, 405],
    ["a very long URL", { line: `POST /mcp?${"x".repeat(20_000)} HTTP/1.1` }, 431],
    ["an expectation that nobody meets", { lines: `${length}Expect: a-miracle\r\n` }, 417],
  ] satisfies [string, Parts, number][])("refuses %s", async (_what, parts, status) => {
    expect(await send(requestBytes(parts))).toEqual({ statuses: [status], calls: 0 });
  });

  test("makes no tunnel", async () => {
    expect(await send(requestBytes({ line: "CONNECT evil.example:443 HTTP/1.1" }))).toEqual({
      statuses: [],
      calls: 0,
    });
  });

  test("stays with HTTP when asked to change", async () => {
    for (const protocol of ["websocket", "h2c"]) {
      const lines = `${length}Connection: Upgrade\r\nUpgrade: ${protocol}\r\n`;
      expect(await send(requestBytes({ lines }))).toEqual({ statuses: [200], calls: 1 });
    }
  });

  test("takes nothing from the trailers of a chunked body", async () => {
    const trailers = "Host: evil.example\r\nAuthorization: Bearer x\r\n";
    const parts = { ...chunked, body: `${chunks}${trailers}\r\n` };
    expect(await send(requestBytes(parts))).toEqual({ statuses: [200], calls: 1 });
  });

  test("bounds what comes beside a chunk", async () => {
    const body = `${size};${"x".repeat(30_000)}\r\n${echoBody}\r\n0\r\n\r\n`;
    expect(await send(requestBytes({ ...chunked, body }))).toEqual({ statuses: [413], calls: 0 });
  });

  test("asks for a body only when the head has passed", async () => {
    const lines = `${length}Expect: 100-continue\r\n`;
    expect((await send(requestBytes({ lines }))).statuses).toEqual([100, 200]);
    const host = "Host: evil.example\r\n";
    expect((await send(requestBytes({ lines, host }))).statuses).toEqual([403]);
    const large = "Content-Length: 400000\r\nExpect: 100-continue\r\n";
    expect((await send(requestBytes({ lines: large, body: "" }))).statuses).toEqual([413]);
  });

  test("sees a header behind ever so many others", async () => {
    const many = "a:\r\n".repeat(3_000);
    const lines = `${many}Origin: https://evil.example\r\n${length}`;
    expect(await send(requestBytes({ lines }))).toEqual({ statuses: [403], calls: 0 });
    const allowed = `${many}Origin: https://app.example.com\r\n${length}`;
    expect(await send(requestBytes({ lines: allowed }))).toEqual({ statuses: [200], calls: 1 });
  });

  test("runs a request behind another once, and nothing that is none", async () => {
    const first = requestBytes().replace("Connection: close\r\n", "");
    expect((await send(first + requestBytes())).statuses).toEqual([200, 200]);
    expect((await send(`${first}GARBAGE\r\n\r\n`)).calls).toBe(1);
  });

  test.each([
    ["UTF-16", { "content-type": "application/json; charset=utf-16" }, 415],
    ["UTF-7", { "content-type": 'application/json; a=b; charset="utf-7"' }, 415],
    ["two types", { "content-type": "application/json, text/plain" }, 415],
    ["a type that begins like JSON", { "content-type": "application/json-patch+json" }, 415],
    ["a form", { "content-type": "multipart/form-data; boundary=application/json" }, 415],
    ["UTF-8", { "content-type": 'application/json; charset="UTF-8"' }, 200],
  ])("answers a body that says it is %s with %i", async (_what, headers, status) => {
    const before = server.audited().length;
    expect((await post(server.url, { headers: headers as Record<string, string> })).status).toBe(
      status,
    );
    expect(server.audited()).toHaveLength(before + (status === 200 ? 1 : 0));
  });

  test("unpacks nothing", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    for (const encoding of ["gzip", "identity, gzip", "br", "GZIP"]) {
      const headers = { "content-encoding": encoding };
      expect((await post(server.url, { headers, body: bomb })).status).toBe(415);
    }
  });

  test("refuses a body in UTF-16, whatever it says it is", async () => {
    const response = await post(server.url, { body: Buffer.from(echoBody, "utf16le") });
    expect(response.status).toBe(400);
  });

  test("writes nothing to the log that a terminal would act on", async () => {
    const escapes = "\x9b2J\x85\xe2\x80\xa8event:forged";
    const latin1 = (parts: Parts) => Buffer.from(requestBytes(parts), "latin1");
    expect((await send(latin1({ line: `GET /${escapes} HTTP/1.1` }))).statuses).toEqual([400]);
    const lines = `${length}Mcp-Session-Id: ${escapes}\r\nMcp-Method: ${escapes}\r\n`;
    expect((await send(latin1({ lines }))).statuses).toEqual([400]);
    const { reason } = server.logged("protocol_error").at(-1) ?? {};
    expect(reason).toContain(String.raw`\u{9b}2J\u{85}`);
    expect(JSON.stringify(server.logged())).not.toMatch(/[\u0080-\u009f\u2028]/);
  });
});
