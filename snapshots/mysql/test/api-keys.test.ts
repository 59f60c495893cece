import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { apiKeyAuth, parseApiKeys } from "../src/auth/api-keys.js";
import { eras, textOf } from "./support/client.js";
import { connectHttp, post, startHttp, type HttpFixture } from "./support/http.js";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const keys = [
  `reader:${sha256("key-of-reader")}:things:read`,
  `writer:${sha256("key-of-writer")}:things:read+things:write`,
  `other:${sha256("key-of-other")}`,
].join(",\n");

describe("API keys", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp({ auth: apiKeyAuth(parseApiKeys(keys)), host: "127.0.0.1" });
  });
  afterAll(() => server.close());
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test.each(eras)("makes the key's name the principal, %s", async (era) => {
    const client = await connectHttp(server.url, era, "key-of-reader");
    expect(textOf(await client.callTool({ name: "whoami" }))).toContain("client:reader");
    expect(server.audited().at(-1)).toMatchObject({ principal: "client:reader" });
    await client.close();
  });

  test.each([
    ["no key", {}],
    ["an unknown key", bearer("key-of-nobody")],
    ["a key that is only the beginning of one", bearer("key-of-reade")],
    ["the hash of a key", bearer(sha256("key-of-reader"))],
    ["the name of a key", bearer("reader")],
    ["another scheme", { authorization: `Basic ${btoa("reader:key-of-reader")}` }],
    ["two keys", { authorization: "Bearer key-of-reader, Bearer key-of-writer" }],
  ])("answers %s with 401 and a challenge", async (_what, headers) => {
    const before = server.audited().length;
    const response = await post(server.url, { headers: headers as Record<string, string> });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="mcp"/);
    expect(server.audited()).toHaveLength(before);
  });

  test("does not look for a key in the URL", async () => {
    const url = `${server.url}?access_token=key-of-reader&key=key-of-reader`;
    expect((await post(url)).status).toBe(401);
  });

  test.each(eras)(
    "answers a key without the tool's scopes with 403, and records it, %s",
    async (era) => {
      const before = server.audited().length;
      const call = { tool: "restricted", args: {}, era };
      const response = await post(server.url, { ...call, headers: bearer("key-of-reader") });
      expect(response.status).toBe(403);
      expect(response.headers.get("www-authenticate")).toBe(
        'Bearer realm="mcp", error="insufficient_scope", scope="things:read things:write"',
      );
      expect(server.audited()).toHaveLength(before + 1);
      expect(server.audited().at(-1)).toMatchObject({
        principal: "client:reader",
        code: "FORBIDDEN",
      });
      const allowed = await post(server.url, { ...call, headers: bearer("key-of-writer") });
      expect(allowed.status).toBe(200);
      expect(await allowed.text()).not.toContain("isError");
    },
  );

  test("answers inside a batch what one status cannot say for all of it", async () => {
    const call = (id: number, name: string) => ({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name, arguments: {} },
    });
    const response = await post(server.url, {
      era: "2025-11-25",
      headers: { ...bearer("key-of-reader"), "mcp-protocol-version": "2025-03-26" },
      body: JSON.stringify([call(1, "restricted"), call(2, "whoami")]),
    });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain("FORBIDDEN");
    expect(text).toContain("client:reader");
  });

  test("gives each key a budget of its own", async () => {
    const codes = async (token: string) => {
      const client = await connectHttp(server.url, "2026-07-28", token);
      const results = [];
      for (let count = 0; count < 4; count++) {
        results.push((await client.callTool({ name: "rarely" })).isError ?? false);
      }
      await client.close();
      return results;
    };
    expect(await codes("key-of-reader")).toEqual([false, false, false, true]);
    expect(await codes("key-of-writer")).toEqual([false, false, false, true]);
  });

  test("keeps keys out of the log and the audit record", async () => {
    await post(server.url, { headers: bearer("key-of-reader") });
    await post(server.url, { headers: bearer("key-of-nobody") });
    const written = JSON.stringify(server.logged()) + readFileSync(server.auditFile, "utf8");
    expect(written).not.toContain("key-of-");
    expect(server.logged("http_refused").at(-1)).toMatchObject({ status: 401, level: "warn" });
  });

  test("may listen beyond this machine", async () => {
    const open = await startHttp({ auth: apiKeyAuth(parseApiKeys(keys)), host: "0.0.0.0" });
    onTestFinished(open.close);
    expect((await fetch(new URL("/livez", open.url))).status).toBe(200);
  });
});

describe("API_KEYS", () => {
  test.each([
    ["", /no key/],
    [" , \n", /no key/],
    ["reader:abc", /entry 1 is not/],
    [`reader:${sha256("a")},writer`, /entry 2 is not/],
    [`re ader:${sha256("a")}`, /entry 1 is not/],
    [`reader:${sha256("a").toUpperCase()}`, /entry 1 is not/],
    [`reader:${sha256("a")},reader:${sha256("b")}`, /same name/],
  ])("refuses %j", (text, problem) => {
    expect(() => parseApiKeys(text)).toThrow(problem);
  });

  test("does not repeat a bad entry, which may be a key itself", () => {
    expect(() => parseApiKeys("mcp_a-key-in-clear-text")).toThrow(/^(?!.*clear-text)/);
  });
});

describe("the script that makes keys", () => {
  /** In a folder whose contract declares two scopes, or other ones. */
  const mint = (
    args: readonly string[],
    scopes: Readonly<Record<string, string>> = { "things:read": "Read", "things:write": "Write" },
  ) => {
    const folder = mkdtempSync(join(tmpdir(), "mcp-mint-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const name of ["scripts", ".create-mcp-prod"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, ".create-mcp-prod/contract.json"), JSON.stringify({ scopes }));
    const script = join(folder, "scripts/mint-api-key.mjs");
    copyFileSync(new URL("../scripts/mint-api-key.mjs", import.meta.url), script);
    return spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  };

  test("prints a key, and an entry that the server takes and that does not hold the key", () => {
    const { stdout, stderr } = mint(["crm", "things:read", "things:write"]);
    const [parsed] = parseApiKeys(stderr.trim().split("\n").at(-1) ?? "");
    expect(parsed).toMatchObject({ name: "crm", scopes: ["things:read", "things:write"] });
    const key = stdout.trim();
    expect(parsed?.hash.toString("hex")).toBe(sha256(key));
    expect(stderr).not.toContain(key);
  });

  test.each([
    [["not a name"], undefined, /usage: mint-api-key NAME/],
    [[], undefined, /usage: mint-api-key NAME/],
    [
      ["crm", "things:raed"],
      undefined,
      'There is no scope "things:raed" (known: things:read, things:write).',
    ],
    [["crm", "things:read+things:write"], undefined, /There is no scope/],
    [["crm", "things:read"], {}, 'There is no scope "things:read" (the spec declares none).'],
  ])("makes no key of %j, and says why", (args, scopes, problem) => {
    const { status, stdout, stderr } = mint(args, scopes);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trim()).toMatch(problem);
  });
});
