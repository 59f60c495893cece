/** What a managed host shares with the outside: the keys of an issuer for a Worker, a store of limits for Lambdas. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { npmIn } from "../../scripts/project.mjs";
import { audience, startIssuer, type Issuer } from "../../templates/jwt/test/support/issuer.js";
import { run as cliRun } from "../cli/run.js";
import { startRedis, storeServer, whySkipped, type RedisServer } from "../support/redis.js";
import { generatedProject, type GeneratedExample } from "./generated-example.js";
import { bundledWorker, inNode, inWorkerd, workerd, type Host } from "./hosts.js";

const AUDIT_KEY = "0123456789abcdef0123456789abcdef";

/** A server of one tool, whose handler greets. */
async function greeter(auth: string, rest: string): Promise<GeneratedExample> {
  const work = await mkdtemp(join(tmpdir(), "hosts-shared-"));
  const spec = join(work, "mcp.yaml");
  await writeFile(
    spec,
    `spec: 1
server: { name: greeter-mcp, version: 1.0.0, serve: [1], description: Greets. }
transports: { http: { hosts: [greeter.example.com] } }
auth: ${auth}
${rest}
tools:
  greet:
    description: Greet somebody.
    params: { name: { type: string, maxLength: 50 } }
    scopes: [greet]
    handler: true
    openWorld: false
`,
  );
  const project = await generatedProject("greeter", ["--spec", spec]);
  await rm(work, { recursive: true });
  await writeFile(
    join(project.folder, "src/handlers/greet.ts"),
    `import { handler } from "../generated/handlers.js";

export const greet = handler("greet", async ({ name }) => "Hello " + name);
`,
  );
  await npmIn(project.folder, ["run", "build"]);
  return project;
}

async function greetOnce({ url }: Pick<Host, "url">, token: string, name = "Zoë"): Promise<string> {
  const client = new Client({ name: "test", version: "1.0.0" });
  const headers = { authorization: `Bearer ${token}` };
  try {
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
    const { content } = await client.callTool({ name: "greet", arguments: { name } });
    return content[0]?.type === "text" ? content[0].text : "";
  } finally {
    await client.close();
  }
}

describe("a Worker that takes tokens", () => {
  let issuer: Issuer;
  let project: GeneratedExample;
  let settings: Record<string, string>;
  let bundle: string;
  beforeAll(async () => {
    issuer = await startIssuer();
    const jwt = `{ issuer: https://id.example.com, audience: "${audience}", jwksUri: https://id.example.com/keys }`;
    const auth = `{ jwt: ${jwt}, scopes: { greet: Greet } }`;
    project = await greeter(auth, "deploy: { workers: true }");
    bundle = await bundledWorker(project.folder);
    settings = { AUDIT_KEY, JWT_ISSUER: issuer.url, JWT_JWKS_URI: issuer.jwksUri };
  });
  afterAll(async () => {
    issuer?.close();
    await project?.remove();
  });

  const places = [
    { name: "in Node", start: () => inNode("worker", bundle, settings), skip: false },
    {
      name: "in workerd (skipped without WORKERD)",
      start: () => inWorkerd(project.folder, settings),
      skip: workerd === undefined,
    },
  ];
  describe.each(places)("$name", ({ start, skip }) => {
    test.skipIf(skip)(
      "fetches the issuer's keys, and lets in who has a good token, and nobody else",
      async () => {
        const host = await start();
        try {
          expect(await greetOnce(host, await issuer.sign({ scope: "greet" }))).toBe("Hello Zoë");
          const answers = async (token: string | undefined) => {
            const response = await fetch(host.url, {
              method: "POST",
              headers: {
                "content-type": "application/json",
                accept: "application/json, text/event-stream",
                ...(token !== undefined && { authorization: `Bearer ${token}` }),
              },
              body: JSON.stringify({
                jsonrpc: "2.0",
                id: 1,
                method: "tools/call",
                params: { name: "greet", arguments: { name: "Zoë" } },
              }),
            });
            return [response.status, response.headers.get("www-authenticate") ?? ""];
          };
          const scope = { scope: "greet" };
          const refused = [
            undefined,
            "not a token",
            await issuer.sign(scope, { audience: "https://other.example.com" }),
            await issuer.sign(scope, { issuer: "https://evil.example" }),
            await issuer.sign(scope, { expires: -600 }),
            await issuer.sign(scope, { expires: null }),
          ];
          for (const token of refused) {
            expect(await answers(token)).toEqual([401, expect.stringContaining("resource_metadata=")]);
          }
          expect(await answers(await issuer.sign({ scope: "other" }))).toEqual([
            403,
            expect.stringContaining('error="insufficient_scope", scope="greet"'),
          ]);
          const metadata = new URL("/.well-known/oauth-protected-resource/mcp", host.url);
          expect(await (await fetch(metadata)).json()).toMatchObject({
            resource: audience,
            scopes_supported: ["greet"],
          });
        } finally {
          await host.stop();
        }
      },
    );
  });

  describe("with a second major beside the first", () => {
    const ending = "{ major: 1, deprecated: 2026-10-01, sunset: 2026-11-01 }";
    beforeAll(async () => {
      const { folder } = project;
      expect(await cliRun(folder, ["release"])).toMatchObject({ exitCode: 0 });
      const spec = join(folder, "mcp.yaml");
      const first = await readFile(spec, "utf8");
      const second = first
        .replace("version: 1.0.0, serve: [1]", `version: 2.0.0, serve: [${ending}, 2]`)
        .replace("maxLength: 50", "maxLength: 60")
        .replace("    handler: true\n", "    handler: true\n    limits: { rate: 2/hour }\n");
      await writeFile(spec, second);
      expect(await cliRun(folder, ["generate"])).toMatchObject({ exitCode: 0 });
      await npmIn(folder, ["run", "build"]);
      await bundledWorker(folder);
    });

    describe.each(places)("$name", ({ start, skip }) => {
      test.skipIf(skip)("each has an endpoint, a schema, a budget and metadata of its own", async () => {
        const host = await start();
        const at = (path: string) => ({ url: new URL(path, host.url) });
        const token = await issuer.sign({ scope: "greet" });
        try {
          const long = "Z".repeat(55);
          expect(await greetOnce(at("/v1/mcp"), token, long)).toMatch(/^INVALID_ARGUMENTS: /);
          expect(await greetOnce(at("/v2/mcp"), token, long)).toBe(`Hello ${long}`);
          expect(await greetOnce(at("/mcp"), token)).toBe("Hello Zoë");
          expect(await greetOnce(at("/v2/mcp"), token)).toMatch(/^RATE_LIMITED: /);
          expect(await greetOnce(at("/v1/mcp"), token)).toBe("Hello Zoë");
          for (const path of ["/mcp", "/v1/mcp", "/v2/mcp"]) {
            const answer = await fetch(at(`/.well-known/oauth-protected-resource${path}`).url);
            expect(await answer.json()).toMatchObject({ resource: new URL(path, audience).href });
          }
          expect((await fetch(at("/v3/mcp").url, { method: "POST" })).status).toBe(404);
          const apis = host
            .lines()
            .filter(({ event }) => event === "tool_call")
            .map(({ api }) => api);
          expect(apis).toEqual([1, 2, 2, 2, 1]);
          expect(host.lines()).toContainEqual(
            expect.objectContaining({ event: "major_ended", major: 1, sunset: "2026-11-01" }),
          );
          const ends = ["/v1/mcp", "/v2/mcp", "/mcp"].map(async (path) => {
            const { status, headers } = await fetch(at(path).url, { method: "POST", body: "{}" });
            return [status, ...["deprecation", "sunset", "link"].map((name) => headers.get(name))];
          });
          const sunset = "Sun, 01 Nov 2026 00:00:00 GMT";
          expect(await Promise.all(ends)).toEqual([
            [415, "@1790812800", sunset, '</v2/mcp>; rel="successor-version"'],
            [415, null, null, null],
            [415, null, null, null],
          ]);
        } finally {
          await host.stop();
        }
      });
    });
  });
});

describe.skipIf(storeServer === undefined)(`Lambdas that share a store of limits${whySkipped}`, () => {
  let store: RedisServer;
  let project: GeneratedExample;
  const token = "token-of-somebody-0123456789abcdef";
  const API_KEYS = `somebody:${createHash("sha256").update(token).digest("hex")}:greet`;
  beforeAll(async () => {
    store = await startRedis();
    const rest =
      "limits: { rate: 4/minute, store: '${REDIS_URL}', onStoreFailure: deny }\ndeploy: { lambda: true }";
    project = await greeter("{ apiKeys: true, scopes: { greet: Greet } }", rest);
  });
  afterAll(async () => {
    await store?.stop();
    await project?.remove();
  });
  const start = (url: string) =>
    inNode("lambda", join(project.folder, "dist/lambda.js"), { AUDIT_KEY, API_KEYS, REDIS_URL: url });

  test("two containers together admit what one would, and refuse while the store is gone", async () => {
    const containers = [await start(store.url), await start(store.url)];
    try {
      const answers: string[] = [];
      for (let call = 0; call < 4; call++) {
        for (const container of containers) answers.push(await greetOnce(container, token));
      }
      expect(answers.slice(0, 4)).toEqual(Array(4).fill("Hello Zoë"));
      for (const answer of answers.slice(4)) expect(answer).toMatch(/^RATE_LIMITED: .* Try again in \d+ s/);
      await store.kill();
      for (const container of containers) {
        await expect.poll(() => greetOnce(container, token)).toMatch(/^STORE_UNAVAILABLE: /);
      }
    } finally {
      for (const container of containers) await container.stop();
    }
  });

  test("one that has no address for the store does not start", async () => {
    await expect(start("")).rejects.toThrow(/REDIS_URL is required/);
  });
});
