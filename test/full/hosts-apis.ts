/** What a Worker in front of HTTP APIs does, with services that behave and services that do not. */
import { gzipSync } from "node:zlib";
import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Host } from "./hosts.js";
import { json, startOutside, type Asked, type Outside } from "./outside.js";

const crm = "https://api.crm.example.com";
const issuer = "https://id.crm.example.com";
const registry = "https://registry.example.com";
const canary = "canary-51c0";

export interface Way {
  readonly start: (changed: Readonly<Record<string, string>>, outside: Outside) => Promise<Host>;
  readonly connect: (host: Host, caller: "reader" | "writer") => Promise<Client>;
  /** The server's and its callers', which leave it for nobody. */
  readonly ownSecrets: readonly string[];
  /** What the services know the server by, which is said to nobody else. */
  readonly servicesSecrets: readonly string[];
}

/** Tests of the server of `test/specs/hosted`, started in one way. */
export function reachesApis({ start, connect, ownSecrets, servicesSecrets }: Way): void {
  let outside: Outside;
  let host: Host;
  let reader: Client;
  let writer: Client;
  const said: string[] = [];
  const everAsked: Asked[] = [];

  beforeAll(async () => {
    outside = await startOutside();
    host = await start({}, outside);
    reader = await connect(host, "reader");
    writer = await connect(host, "writer");
  });
  beforeEach(() => {
    outside.asked.length = 0;
    answering((_asked, response) => json(response, { name: "Ada", salary: canary }));
  });
  afterAll(async () => {
    await reader?.close();
    await writer?.close();
    await host?.stop();
    await outside?.close();
  });

  /** The issuer of the CRM's tokens answers as it should, and all else so. */
  const answering = (answer: Outside["answer"]): void => {
    outside.answer = (asked, response) => {
      everAsked.push(asked);
      if (asked.url.origin !== issuer) return answer(asked, response);
      json(response, { access_token: "token-of-the-issuer", token_type: "Bearer", expires_in: 3600 });
    };
  };

  const call = async (client: Client, name: string, args: Record<string, unknown>) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
    const whole = content[0]?.type === "text" ? content[0].text : "";
    said.push(whole);
    const text = /^<(untrusted-[0-9a-f]{32}) [^>]*>\n(.*)\n<\/\1>$/s.exec(whole)?.[2] ?? whole;
    return { text, value: structuredContent, code: isError ? text.split(":")[0] : "ok" };
  };
  const getLead = (id = "4711") => call(reader, "get_lead", { id });
  const entry = (link = `${registry}/v1/entries/1`) => call(reader, "registry_entry", { link });
  const urls = () => outside.asked.map(({ url }) => url.href);

  test("calls at once that find no token get one each, and those after them one that the isolate has kept", async () => {
    const first = await Promise.all(Array.from({ length: 4 }, () => getLead()));
    expect(first.map(({ code }) => code)).toEqual(Array(4).fill("ok"));
    const tokens = () => urls().filter((url) => url === `${issuer}/token`).length;
    const before = tokens();
    expect(before).toBeGreaterThan(0);
    await Promise.all(Array.from({ length: 4 }, () => getLead()));
    expect(tokens()).toBe(before);
  });

  test("an operation is one request with its source's credential, and gives what the tool promises", async () => {
    // The token that the isolate has is refused once, so that it asks for another.
    answering((_asked, response) =>
      outside.asked.length === 1 ? json(response, {}, 401) : json(response, { name: "Ada", salary: canary }),
    );
    expect(await getLead()).toMatchObject({ code: "ok", value: { name: "Ada" }, text: '{"name":"Ada"}' });
    expect(said.at(-1)).toMatch(/^<untrusted-/);
    expect(urls()).toEqual([`${crm}/v2/leads/4711`, `${issuer}/token`, `${crm}/v2/leads/4711`]);
    const [, token, first] = outside.asked;
    expect(new URLSearchParams(token?.body).get("grant_type")).toBe("client_credentials");
    const basic = Buffer.from("lead-desk:secret-of-the-crm").toString("base64");
    expect(token?.headers.authorization).toBe(`Basic ${basic}`);
    expect(first?.headers.authorization).toBe("Bearer token-of-the-issuer");
    expect(first?.headers["user-agent"]).toBe("lead-desk.mcp");
  });

  test("a request that writes goes out once, with the credential of its own source", async () => {
    answering((_asked, response) => json(response, { owner: "ada" }));
    const assigned = await call(writer, "assign_lead", { id: "1", owner: "ada" });
    expect(assigned).toMatchObject({ code: "ok", value: { owner: "ada" } });
    const [{ method, headers, body } = {}] = outside.asked as Partial<Asked>[];
    expect([method, JSON.parse(body ?? "")]).toEqual(["POST", { owner: "ada" }]);
    const basic = Buffer.from("lead-desk:password-of-the-desk").toString("base64");
    expect(headers?.authorization).toBe(`Basic ${basic}`);
    outside.asked.length = 0;
    answering((_asked, response) => json(response, { error: canary }, 503));
    expect(await call(writer, "assign_lead", { id: "1", owner: "ada" })).toMatchObject({
      code: "SOURCE_UNAVAILABLE",
    });
    expect(outside.asked).toHaveLength(1);
  });

  test("a handler reaches its services with their credential", async () => {
    answering((_asked, response) => json(response, { ok: true }, 404));
    expect((await entry()).text).toBe('404 {"ok":true}');
    expect(urls()).toEqual([`${registry}/v1/entries/1`]);
    expect(outside.asked[0]?.headers["x-api-key"]).toBe("key-of-the-registry");
  });

  test("an answer that another try may better is asked for again", async () => {
    answering((_asked, response) =>
      outside.asked.length === 1
        ? json(response, {}, 503, { "retry-after": "0" })
        : json(response, { name: "Ada" }),
    );
    expect(await getLead()).toMatchObject({ code: "ok" });
    expect(outside.asked).toHaveLength(2);
  });

  test.each([
    ...[
      "../../admin",
      "..",
      ".",
      "a/b",
      "a\\b",
      "@evil.example",
      "//evil.example",
      "%2e%2e%2f",
      "?x=1",
      "#f",
    ],
    ...["x\r\nHost: evil.example", "%00", "\u202e", "http://169.254.169.254/"],
  ])("an argument stays in its place in a request: %j", async (id) => {
    await getLead(id);
    for (const { url } of outside.asked) {
      expect(url.origin).toBe(crm);
      expect(url.pathname).toMatch(/^\/v2\/leads\/[^/]+$/);
      expect(decodeURIComponent(url.pathname.slice("/v2/leads/".length))).toBe(id);
      expect(url.search + url.hash).toBe("");
    }
  });

  test.each([
    ...["https://evil.example/v1/", `${registry}.evil.example/v1/`, `${registry}@evil.example/v1/`],
    ...[
      `${registry}:8443/v1/`,
      "http://registry.example.com/v1/",
      `${registry}/v1/../admin`,
      `${registry}/v2`,
    ],
    ...[`${registry}/v1/%2e%2e/admin`, `${registry}/v1\\..\\admin`, `${registry}/v1/\n/x`, "//evil.example"],
    ...["http://169.254.169.254/", "https://127.0.0.1/v1/", "https://[::1]/", "file:///etc/passwd", "/x", ""],
    ...[`${registry}/v1extra`, "data:text/plain,x", `${crm}/v2/../admin`],
  ])("a handler's link to anything else is refused, and nothing is sent: %j", async (link) => {
    expect(await entry(link)).toMatchObject({ code: "SOURCE_ERROR" });
    expect(outside.asked).toEqual([]);
  });

  test("a redirect is followed on its origin where the spec says so", async () => {
    answering(({ url }, response) =>
      url.pathname === "/v2/leads/1"
        ? void response.writeHead(307, { location: "/v2/moved" }).end()
        : json(response, { name: "Ada" }),
    );
    expect(await getLead("1")).toMatchObject({ code: "ok" });
    expect(urls()).toEqual([`${crm}/v2/leads/1`, `${crm}/v2/moved`]);
  });

  test.each([
    ...[
      "http://169.254.169.254/latest/meta-data",
      "https://evil.example/",
      "//evil.example/",
      "https://127.0.0.1/",
    ],
    ...[
      "http://api.crm.example.com/v2/x",
      `${crm}:444/v2/x`,
      "https://a:b@api.crm.example.com/v2/x",
      "file:///etc",
    ],
  ])("a redirect elsewhere is not: %s", async (location) => {
    answering((_asked, response) => void response.writeHead(302, { location }).end(canary));
    expect(await getLead()).toMatchObject({ code: "SOURCE_ERROR" });
    answering((_asked, response) => void response.writeHead(302, { location }).end(canary));
    expect(await entry()).toMatchObject({ code: "SOURCE_ERROR" });
    expect(outside.asked).toHaveLength(2);
  });

  describe("a hostile answer", () => {
    const large = Buffer.alloc(20 * 1024 * 1024, " ");
    const gzip = { "content-type": "application/json", "content-encoding": "gzip" };
    test.each<[string, Outside["answer"], string]>([
      ["too large", (_asked, response) => void response.end(large), "RESULT_TOO_LARGE"],
      [
        "a gzip bomb",
        (_asked, response) => void response.writeHead(200, gzip).end(gzipSync(large)),
        "RESULT_TOO_LARGE",
      ],
      [
        "without an end",
        (_asked, response) => {
          response.writeHead(200, { "content-type": "application/json" });
          const more = (): void => {
            while (!response.destroyed && response.write(large.subarray(0, 64 * 1024)));
          };
          response.on("drain", more);
          more();
        },
        "RESULT_TOO_LARGE",
      ],
      ["of another type", (_asked, response) => void response.end(`<p>${canary}</p>`), "SOURCE_ERROR"],
      ["no JSON", (_asked, response) => textAsJson(response, `{"name": ${canary}`), "SOURCE_ERROR"],
      ["an error with words", (_asked, response) => json(response, { error: canary }, 500), "SOURCE_ERROR"],
      [
        "a refusal with words",
        (_asked, response) => json(response, { error: canary }, 403),
        "UPSTREAM_DENIED",
      ],
      ["nothing there", (_asked, response) => json(response, { error: canary }, 404), "NOT_FOUND"],
      [
        "of a proxy before nothing",
        (_asked, response) => json(response, { error: canary }, 522),
        "SOURCE_UNAVAILABLE",
      ],
      [
        "busy for a day",
        (_asked, response) => json(response, { error: canary }, 429, { "retry-after": "86400" }),
        "UPSTREAM_BUSY",
      ],
      ["not as promised", (_asked, response) => json(response, { name: 7 }), "INVALID_RESULT"],
    ])("ends as an error of the tool: %s", async (_what, answer, code) => {
      answering(answer);
      expect(await getLead()).toMatchObject({ code });
    });

    test("that does not come ends with the call's time", async () => {
      answering(() => {});
      expect(await entry()).toMatchObject({ code: "TIMEOUT" });
    });
  });

  test("a service that is gone is left alone after some failures", async () => {
    answering((_asked, response) => response.destroy());
    let last = { text: "", sent: -1 };
    await expect
      .poll(async () => {
        const before = outside.asked.length;
        const { text } = await entry();
        last = { text, sent: outside.asked.length - before };
        return last;
      })
      .toEqual({ text: expect.stringMatching(/^SOURCE_UNAVAILABLE: .*Try again in \d+ s/), sent: 0 });
    expect(host.lines().some(({ event }) => event === "source_down")).toBe(true);
    answering((_asked, response) => json(response, { ok: true }));
    await expect.poll(async () => (await entry()).text, { interval: 500 }).toBe('200 {"ok":true}');
  });

  test("nobody else was ever asked, and nobody was told what is not theirs", () => {
    const origins = new Set(everAsked.map(({ url }) => url.origin));
    expect([...origins].sort()).toEqual([crm, issuer, registry].sort());
    const shown = said.join("\n");
    expect(shown).not.toMatch(/canary|127\.0\.0\.1|example\.com/);
    expect(host.text()).not.toContain(canary);
    const [told, logged, sent] = [shown, host.text(), JSON.stringify(everAsked)];
    const secrets = [...ownSecrets, ...servicesSecrets, "token-of-the-issuer"];
    expect(secrets.filter((secret) => told.includes(secret) || logged.includes(secret))).toEqual([]);
    expect(ownSecrets.filter((secret) => sent.includes(secret))).toEqual([]);
  });

  test.each(["http://registry.example.com", "https://169.254.169.254", "https://registry.internal/v1"])(
    "nothing is served while a service's address is %s",
    async (url) => {
      const misled = await start({ REGISTRY_URL: url }, outside);
      try {
        const answer = await fetch(misled.url, { method: "POST" });
        expect(answer.status).toBe(503);
        expect(await answer.text()).not.toContain("REGISTRY_URL");
        await expect.poll(misled.text).toMatch(/REGISTRY_URL must be an (?:https:\/\/ )?address/);
        expect(outside.asked).toEqual([]);
      } finally {
        await misled.stop();
      }
    },
  );
}

const textAsJson = (response: Parameters<typeof json>[0], text: string): void =>
  void response.writeHead(200, { "content-type": "application/json" }).end(text);
