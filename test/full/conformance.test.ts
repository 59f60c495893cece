/** The protocol: the official conformance suite where it is at hand, and a twin of what it looks at that always runs. */
import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  attempt,
  connectHttp,
  repository,
  startHttp,
  type Era,
  type Running,
} from "../../scripts/project.mjs";
import { generatedExample, generatedProject, type GeneratedExample } from "./generated-example.js";

const suite = join(repository, "../shared/conformance/run.sh");

function serve(name: string) {
  const state = {} as { project: GeneratedExample; server: Running };
  beforeAll(async () => {
    state.project = await generatedExample(name);
    state.server = await startHttp(state.project.folder);
  });
  afterAll(async () => {
    await state.server?.stop();
    await state.project?.remove();
  });
  return state;
}

/** Runs the official suite: it needs a wrapper script that picks the scenarios, and Node 22: both are kept for the next run. */
const official = (state: { readonly server: Running }, runs: number, env: Record<string, string> = {}) =>
  test.skipIf(!existsSync(suite))(
    `passes ${runs} of ${runs} runs of the official suite (skipped without ../shared/conformance)`,
    { timeout: 600_000 },
    async () => {
      const cache = { CONFORMANCE_CACHE: join(repository, "node_modules/.cache/mcp-conformance") };
      // npm hands its settings on to what it runs; that no dependency of ours runs a program is not for the suite's Node.
      const npm = { npm_config_strict_allow_scripts: "false" };
      const folder = mkdtempSync(join(tmpdir(), "conformance-"));
      onTestFinished(() => rmSync(folder, { recursive: true })); // the suite leaves some of what it writes
      const options = { env: { ...cache, ...npm, TMPDIR: folder, ...env } };
      const { stdout, stderr, code } = await attempt("bash", [suite, state.server.url.href], options);
      const said = `${stdout}\n${stderr}`;
      expect(said).toContain(`SUMMARY ${runs}/${runs} scenario runs passed`);
      expect(code).toBe(0);
    },
  );

describe("internal-db", () => {
  official(serve("internal-db"), 11);
});

describe("conformance, behind API keys", () => {
  const token = `conformance-${randomUUID()}`;
  const hash = createHash("sha256").update(token).digest("hex");
  const state = {} as { project: GeneratedExample; server: Running };
  beforeAll(async () => {
    const spec = mkdtempSync(join(tmpdir(), "create-mcp-prod-conformance-keys-"));
    try {
      const example = join(repository, "examples/conformance");
      cpSync(example, spec, { recursive: true });
      const text = readFileSync(join(example, "mcp.yaml"), "utf8");
      writeFileSync(join(spec, "mcp.yaml"), `${text}\nauth: { apiKeys: true }\n`);
      state.project = await generatedProject("conformance-keys", ["--spec", join(spec, "mcp.yaml")]);
    } finally {
      rmSync(spec, { recursive: true });
    }
    state.server = await startHttp(state.project.folder, { env: { API_KEYS: `suite:${hash}` } });
  });
  afterAll(async () => {
    await state.server?.stop();
    await state.project?.remove();
  });

  official(state, 28, { MCP_TOKEN: token });

  test("nobody without the key is answered", async () => {
    const { status, headers } = await fetch(state.server.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer /);
  });
});

describe("conformance", () => {
  const state = serve("conformance");
  official(state, 28);

  describe.each<Era>(["modern", "legacy"])("for a %s client", (era) => {
    let client: Client;
    beforeAll(async () => {
      client = await connectHttp(state.server.url, era);
    });
    afterAll(() => client?.close());

    const call = async (name: string, args = {}) =>
      (await client.callTool({ name, arguments: args })) as CallToolResult;

    test.each([
      ["test_simple_text", ["text"]],
      ["test_image_content", ["image"]],
      ["test_audio_content", ["audio"]],
      ["test_embedded_resource", ["resource"]],
      ["test_multiple_content_types", ["text", "image", "resource"]],
    ])("%s answers with %j", async (name, types) => {
      const { content, isError } = await call(name);
      expect(isError).not.toBe(true);
      expect(content.map(({ type }) => type)).toEqual(types);
    });

    test("a failing tool is an error result with its code and no structured content", async () => {
      const result = await call("test_error_handling");
      expect(result).toMatchObject({
        isError: true,
        content: [{ type: "text", text: expect.stringMatching(/^ALWAYS_FAILS: This tool intentionally/) }],
      });
      expect(result).not.toHaveProperty("structuredContent");
    });

    test("progress arrives in order, before the answer", async () => {
      const seen: number[] = [];
      await client.callTool(
        { name: "test_tool_with_progress", arguments: {} },
        { onprogress: ({ progress }) => seen.push(progress) },
      );
      expect(seen).toEqual([0, 50, 100]);
    });

    test("the listed schema of json_schema_2020_12_tool is the one of the spec", async () => {
      const { tools } = await client.listTools();
      expect(tools.find(({ name }) => name === "json_schema_2020_12_tool")?.inputSchema).toMatchObject({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $defs: { address: { $anchor: "addressDef", type: "object" } },
        properties: { address: { $ref: "#/$defs/address" } },
        allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
        if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
        then: { required: ["phone"] },
        else: { required: ["email"] },
        additionalProperties: false,
      });
    });

    test("that schema is enforced, conditions included", async () => {
      expect(
        await call("json_schema_2020_12_tool", { contactMethod: "phone", phone: "1" }),
      ).not.toHaveProperty("isError", true);
      const wrong = await call("json_schema_2020_12_tool", {
        contactMethod: "phone",
        email: "a@example.com",
      });
      expect(wrong).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("phone") }] });
    });

    test("a tool that does not exist is a protocol error", async () => {
      await expect(client.callTool({ name: "no_such_tool", arguments: {} })).rejects.toMatchObject({
        code: -32602,
      });
    });
  });

  describe("on the wire of 2026-07-28", () => {
    const version = "2026-07-28";
    const meta = {
      "io.modelcontextprotocol/protocolVersion": version,
      "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const region = { name: "test_custom_header", arguments: { region: "Hello" } };

    /** One request, exactly as given: `fetch` would not let a test forge `Host`. */
    const post = (method: string, params: object, headers: Readonly<Record<string, string>> = {}) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { _meta: meta, ...params } });
      const all = {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": version,
        "mcp-method": method,
        ...("name" in params ? { "mcp-name": String(params.name) } : {}),
        ...headers,
      };
      return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
        const sent = request(state.server.url, { method: "POST", headers: all }, (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
          answer.on("end", () => {
            const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
            const isJson = data.startsWith("{");
            resolve({ status: answer.statusCode ?? 0, body: isJson ? JSON.parse(data) : data });
          });
        });
        sent.on("error", reject).end(body);
      });
    };
    const error = (code: number) => expect.objectContaining({ error: expect.objectContaining({ code }) });

    test("server/discover names the server and what it can do", async () => {
      const { status, body } = await post("server/discover", {});
      expect(status).toBe(200);
      expect(body).toMatchObject({
        result: {
          resultType: "complete",
          capabilities: { tools: expect.anything() },
          ttlMs: expect.any(Number),
          cacheScope: expect.stringMatching(/^(public|private)$/),
          _meta: { "io.modelcontextprotocol/serverInfo": { name: "conformance-mcp", version: "1.0.0" } },
        },
      });
    });

    test("tools/list says how long and by whom it may be kept", async () => {
      expect((await post("tools/list", {})).body).toMatchObject({
        result: { resultType: "complete", ttlMs: expect.any(Number), cacheScope: expect.any(String) },
      });
    });

    test.each([
      ["plain", "Hello"],
      ["in Base64", "=?base64?SGVsbG8=?="],
    ])("a parameter that is also a header is accepted %s", async (_, header) => {
      const { status, body } = await post("tools/call", region, { "mcp-param-region": header });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        result: { content: [{ text: expect.stringContaining("Region Hello.") as string }] },
      });
    });

    test.each([
      ["missing", {}],
      ["another value", { "mcp-param-region": "Goodbye" }],
      ["Base64 with wrong padding", { "mcp-param-region": "=?base64?SGVsbG8?=" }],
      ["Base64 with foreign characters", { "mcp-param-region": "=?base64?SGVs!!!bG8=?=" }],
    ])("a header that does not agree with the parameter is refused: %s", async (_, headers) => {
      const { status, body } = await post("tools/call", region, headers);
      expect(status).toBe(400);
      expect(body).toEqual(error(-32020));
    });

    test.each([
      ["method", { "mcp-method": "tools/list" }],
      ["name", { "mcp-name": "test_simple_text" }],
    ])("a %s header that contradicts the body is refused", async (_, headers) => {
      const { status, body } = await post("tools/call", region, { "mcp-param-region": "Hello", ...headers });
      expect(status).toBe(400);
      expect(body).toEqual(error(-32020));
    });

    test("an unknown method is not found", async () => {
      const { status, body } = await post("prompts/list", {});
      expect(status).toBe(404);
      expect(body).toEqual(error(-32601));
    });

    test("a version that is not spoken is refused with those that are", async () => {
      const forged = { ...meta, "io.modelcontextprotocol/protocolVersion": "2099-01-01" };
      const { status, body } = await post(
        "tools/list",
        { _meta: forged },
        { "mcp-protocol-version": "2099-01-01" },
      );
      expect(status).toBe(400);
      expect(body).toEqual(error(-32022));
      expect(body).toMatchObject({ error: { data: { supported: expect.arrayContaining([version]) } } });
    });

    test.each([
      ["Host", { host: "evil.example.com" }],
      ["Origin", { origin: "https://evil.example.com" }],
    ])("a forged %s is refused", async (_, headers) => {
      expect((await post("tools/list", {}, headers)).status).toBe(403);
    });
  });
});
