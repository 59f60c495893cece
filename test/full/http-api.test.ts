/**
 * A server over an HTTP API, with callers that bring keys of their own: what they bring goes no further, an outage of the
 * API costs nobody time, and the server is there again when the API is.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile, cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport, type CallToolResult } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPetstore, type Petstore } from "../../examples/petstore/service.mjs";
import { attempt, repository, startHttp, type Running } from "../../scripts/project.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";
import { inNode } from "./hosts.js";

const key = `canary-${randomUUID()}`;
const hash = createHash("sha256").update(key).digest("hex");

let project: GeneratedExample;
let petstore: Petstore;
let server: Running;
let client: Client;

beforeAll(async () => {
  const spec = await mkdtemp(join(tmpdir(), "create-mcp-prod-http-api-"));
  try {
    const example = join(repository, "examples/petstore");
    await cp(example, spec, { recursive: true });
    const text = await readFile(join(example, "mcp.yaml"), "utf8");
    await writeFile(
      join(spec, "mcp.yaml"),
      `${text}\nauth: { apiKeys: true }\ntelemetry: { metrics: true }\ndeploy: { lambda: true }\n`,
    );
    project = await generatedProject("http-api", ["--spec", join(spec, "mcp.yaml")]);
  } finally {
    await rm(spec, { recursive: true });
  }
  petstore = await startPetstore();
  server = await startHttp(project.folder, { env: { ...settings(petstore.url), API_KEYS: `desk:${hash}` } });
  client = await connect(server.url);
});
afterAll(async () => {
  await client?.close();
  await server?.stop();
  await petstore?.close();
  await project?.remove();
});

async function connect(url: URL): Promise<Client> {
  const connected = new Client({ name: "tests", version: "1.0.0" });
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  await connected.connect(new StreamableHTTPClientTransport(url, { requestInit }));
  return connected;
}

const settings = (url: string) => ({
  PETSTORE_URL: url,
  PETSTORE_KEY: "reader-key",
  PETSTORE_DESK_KEY: "desk-key",
  METRICS_PORT: "0",
  // Nothing listens there: whatever is answered was asked for directly.
  HTTP_PROXY: `http://desk:${key}@127.0.0.1:1`,
  NODE_USE_ENV_PROXY: "1",
});

const call = async (name: string, args: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: args })) as CallToolResult;
const text = ({ content: [first] }: CallToolResult) => (first?.type === "text" ? first.text : "");
const ready = async () => (await fetch(new URL("/readyz", server.url))).status;

/** The value of a series of the API's, such as `requests_total{source="petstore",outcome="ok"}`. */
const measured = async (series: string) => {
  const { address } = await server.line(({ event }) => event === "metrics_ready");
  const lines = (await (await fetch(String(address))).text()).split("\n");
  const found = lines.find((line) => line.startsWith(`mcp_server_upstream_${series} `));
  return found === undefined ? undefined : Number(found.split(" ").at(-1));
};

test("a caller's key goes no further, by an operation or a handler", async () => {
  expect((await call("find_pets")).isError).toBeFalsy();
  expect((await call("count_by_category")).isError).toBeFalsy();
  expect((await call("place_order", { petId: 1 })).isError).toBeFalsy();
  expect(petstore.requests.map(({ method, headers }) => [method, headers["api_key"]])).toEqual([
    ["GET", "reader-key"],
    ["GET", "reader-key"],
    ["POST", "desk-key"],
  ]);
  expect(JSON.stringify(petstore.requests)).not.toContain(key);
  expect(await measured('requests_total{source="petstore",outcome="ok"}')).toBe(2);
});

test("a proxy of the environment is not used, which the log says without its address", async () => {
  const said = server.logged.filter(({ event }) => event === "proxy_not_used");
  expect(said).toMatchObject([{ level: "warn", variables: ["HTTP_PROXY"] }]);
  expect(JSON.stringify(server.logged)).not.toContain(key);
});

test("an outage fails calls at once, with advice; readiness follows, and the server stays up", async () => {
  expect(await ready()).toBe(200);
  expect(await measured('up{source="petstore"}')).toBe(1);
  const port = Number(new URL(petstore.url).port);
  await petstore.close();
  let last = "";
  await expect
    .poll(
      async () => {
        last = text(await call("get_pet", { id: 1 }));
        return last;
      },
      { timeout: 20_000 },
    )
    .toMatch(/^SOURCE_UNAVAILABLE: .*Try again in \d+ s/);
  expect(last).not.toMatch(/127\.0\.0\.1|ECONN|api\/v3/);
  expect(await ready()).toBe(503);
  expect((await fetch(new URL("/livez", server.url))).status).toBe(200);
  await server.line(({ event }) => event === "source_down");
  expect(await measured('up{source="petstore"}')).toBe(0);
  expect(await measured('breaker_open{source="petstore"}')).toBe(1);
  expect(await measured('requests_total{source="petstore",outcome="unreachable"}')).toBeGreaterThanOrEqual(5);
  expect(await measured('requests_total{source="petstore",outcome="blocked"}')).toBeGreaterThanOrEqual(1);

  petstore = await startPetstore(port);
  await expect
    .poll(async () => (await call("get_pet", { id: 1 })).isError ?? false, { timeout: 30_000, interval: 500 })
    .toBe(false);
  expect(await ready()).toBe(200);
  await server.line(({ event }) => event === "source_up");
  expect(await measured('up{source="petstore"}')).toBe(1);
});

test("a Lambda asks the API as every server does, without the caller's key, and starts with no other address", async () => {
  const api = await startPetstore();
  const lambda = (url: string) =>
    inNode("lambda", join(project.folder, "dist/lambda.js"), {
      ...settings(url),
      API_KEYS: `desk:${hash}`,
      ALLOWED_HOSTS: "lambda.example.com",
      AUDIT_KEY: "0123456789abcdef0123456789abcdef",
    });
  try {
    const host = await lambda(api.url);
    const caller = await connect(host.url);
    for (const name of ["find_pets", "count_by_category", "place_order"]) {
      const args = name === "place_order" ? { petId: 1 } : {};
      expect((await caller.callTool({ name, arguments: args })).isError).toBeFalsy();
    }
    await caller.close();
    await host.stop();
    expect(api.requests.map(({ method, headers }) => [method, headers["api_key"]])).toEqual([
      ["GET", "reader-key"],
      ["GET", "reader-key"],
      ["POST", "desk-key"],
    ]);
    expect(JSON.stringify(api.requests)).not.toContain(key);
    await expect(lambda("http://0x7f.2:1")).rejects.toThrow(/PETSTORE_URL must be a public address/);
  } finally {
    await api.close();
  }
});

test("a server whose settings are wrong says each, and starts with none", async () => {
  const env = { ...settings("http://169.254.169.254/latest"), API_KEYS: `desk:${hash}`, PETSTORE_KEY: "" };
  const { code, stderr } = await attempt(process.execPath, ["dist/main.js", "--http"], {
    cwd: project.folder,
    env,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/PETSTORE_URL must be an https:\/\/ address/);
  expect(stderr).toMatch(/PETSTORE_KEY is required/);
});
