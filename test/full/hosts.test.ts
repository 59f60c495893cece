/** One generated server on its managed hosts: what a Worker is bundled to, the same in workerd, and a Lambda. */
import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, npmIn, repository } from "../../scripts/project.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";
import { reachesApis } from "./hosts-apis.js";
import { bundledWorker, inNode, inWorkerd, workerd, wranglerConfig, type Host } from "./hosts.js";
import { startOutside, type Outside } from "./outside.js";

const auditKey = "0123456789abcdef0123456789abcdef";
const canary = "canary-7f3a";

const callers = { reader: "leads:read", often: "leads:read", writer: "leads:write" } as const;
type Caller = keyof typeof callers;
type Settings = Readonly<Record<string, string>>;
const tokenOf = (caller: Caller) => `token-of-${caller}-0123456789abcdef`;
const settings = {
  AUDIT_KEY: auditKey,
  API_KEYS: (Object.keys(callers) as Caller[])
    .map((name) => {
      const hash = createHash("sha256").update(tokenOf(name)).digest("hex");
      return `${name}:${hash}:${callers[name]}`;
    })
    .join(","),
  CRM_CLIENT_SECRET: "secret-of-the-crm",
  CRM_DESK_PASSWORD: "password-of-the-desk",
  REGISTRY_URL: "https://registry.example.com/v1",
  REGISTRY_KEY: "key-of-the-registry",
};

const handlers = {
  "score-lead": `import { handler } from "../generated/handlers.js";

export const scoreLead = handler("score_lead", async ({ email }) => ({ score: email.length }));
`,
  "registry-entry": `import { handler } from "../generated/handlers.js";

export const registryEntry = handler("registry_entry", async ({ link }, { fetch }) => {
  const answer = await fetch(link);
  return answer.status + " " + (await answer.text());
});
`,
  "look-up-company": `import { handler } from "../generated/handlers.js";

export const lookUpCompany = handler("look_up_company", async ({ domain }, { signal }) => {
  if (domain === "broken.example") throw new Error("postgres://admin:${canary}@db.internal");
  if (domain === "never.example") {
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }
  if (domain === "slow.example") await new Promise((resolve) => setTimeout(resolve, 100));
  return "Known: " + domain;
});
`,
};

let project: GeneratedExample;
let bundle: string;
const lambda = () => join(project.folder, "dist/lambda.js");

beforeAll(async () => {
  const spec = join(repository, "test/specs/hosted/mcp.yaml");
  project = await generatedProject("hosted", ["--spec", spec]);
  for (const [name, text] of Object.entries(handlers)) {
    writeFileSync(join(project.folder, `src/handlers/${name}.ts`), text);
  }
  await npmIn(project.folder, ["run", "build"]);
  bundle = await bundledWorker(project.folder);
});
afterAll(() => project?.remove());

async function connect(
  { url }: Pick<Host, "url">,
  era: "modern" | "legacy",
  caller: Caller,
): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { versionNegotiation: { mode: era === "legacy" ? "legacy" : { pin: "2026-07-28" } } },
  );
  const headers = { authorization: `Bearer ${tokenOf(caller)}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

const textOf = ({ content }: Awaited<ReturnType<Client["callTool"]>>) =>
  content[0]?.type === "text" ? content[0].text : "";

/** A request as nobody's client would send it. */
const post = ({ url }: Host, headers: Record<string, string>, body = "{}"): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    sent.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject);
    sent.end(body);
  });

const inBundle = (env: Settings, outside?: Outside) => inNode("worker", bundle, env, outside);
const inRuntime = (env: Settings, outside?: Outside) => inWorkerd(project.folder, env, outside);

const places = [
  {
    name: "a Worker's bundle, in Node that makes no code from text",
    start: () => inBundle(settings),
    skip: false,
  },
  {
    name: "a Worker, in workerd (skipped without WORKERD)",
    start: () => inRuntime(settings),
    skip: workerd === undefined,
  },
  { name: "a Lambda", start: () => inNode("lambda", lambda(), settings), skip: false },
];

for (const { name, start, skip } of places) {
  describe.skipIf(skip)(name, () => {
    let host: Host;
    beforeAll(async () => {
      host = await start();
    });
    afterAll(() => host?.stop());

    describe.each(["modern", "legacy"] as const)("for a %s client", (era) => {
      let client: Client;
      beforeAll(async () => {
        client = await connect(host, era, "reader");
      });
      afterAll(() => client?.close());
      const lookUp = (domain: string) => client.callTool({ name: "look_up_company", arguments: { domain } });

      test("lists the tools of the caller's scopes and answers calls, text from outside with its fence", async () => {
        const { tools } = await client.listTools();
        const names = ["score_lead", "look_up_company", "get_lead", "registry_entry"];
        expect(tools.map((tool) => tool.name)).toEqual(names);
        const scored = await client.callTool({ name: "score_lead", arguments: { email: "a@b.example" } });
        expect(scored.structuredContent).toEqual({ score: 11 });
        expect(textOf(scored)).toMatch(/^<(untrusted-[0-9a-f]{32}) [^>]*>\n\{"score":11\}\n<\/\1>$/);
        expect(textOf(await lookUp("known.example"))).toBe("Known: known.example");
      });

      test("explains arguments that do not fit", async () => {
        const wrong = await client.callTool({ name: "score_lead", arguments: { email: "nobody" } });
        expect(textOf(wrong)).toMatch(/^INVALID_ARGUMENTS: email must be a valid email/);
      });

      test("tells nothing of an unforeseen error, neither to the caller nor to the log", async () => {
        expect(textOf(await lookUp("broken.example"))).toMatch(/^INTERNAL: /);
        expect(host.text()).not.toContain(canary);
      });

      test("ends work at its deadline", async () => {
        expect(textOf(await lookUp("never.example"))).toMatch(/^TIMEOUT: /);
      });

      test("lets calls at once wait for each other, and refuses too many", async () => {
        const codes = async () => {
          const answers = await Promise.all(Array.from({ length: 6 }, () => lookUp("slow.example")));
          return answers.map((answer) => (answer.isError ? textOf(answer).split(":")[0] : "ok")).sort();
        };
        // On a busy machine the first may be done before the last arrives.
        await expect.poll(codes).toEqual(["OVERLOADED", "OVERLOADED", "ok", "ok", "ok", "ok"]);
      });

      test("refuses a tool whose scope the caller lacks", async () => {
        const call = { name: "close_lead", arguments: { email: "a@b.example", won: true } };
        await expect(client.callTool(call)).rejects.toThrow(/leads:write|insufficient|403/);
      });
    });

    test("counts the calls of each caller", async () => {
      const client = await connect(host, "modern", "often");
      const codes: string[] = [];
      for (let call = 0; call < 6; call++) {
        const answer = await client.callTool({ name: "score_lead", arguments: { email: "a@b.example" } });
        codes.push(answer.isError ? textOf(answer) : "ok");
      }
      await client.close();
      expect(codes.slice(0, 5)).toEqual(Array(5).fill("ok"));
      expect(codes[5]).toMatch(
        /^RATE_LIMITED: At most 5 calls of score_lead a minute\. Try again in \d+ s\./,
      );
    });

    test("asks everybody for a credential, and answers under its own names only", async () => {
      const authorization = `Bearer ${tokenOf("reader")}`;
      expect(await post(host, {})).toBe(401);
      expect(await post(host, { authorization: "Bearer guessed" })).toBe(401);
      expect(await post(host, { authorization, host: "evil.example" })).toBe(403);
      expect(await post(host, { authorization, origin: "https://evil.example" })).toBe(403);
      expect(await post(host, { authorization, host: "leads.example.com" })).toBe(400);
      expect(await post(host, { authorization }, `"${"x".repeat(300_000)}"`)).toBe(413);
    });

    test("keeps one sealed audit record for each call, in a chain that holds", async () => {
      const records = host.lines().filter((line) => line["event"] === "call");
      const logged = host.lines().filter((line) => line["event"] === "tool_call");
      expect(records.map((record) => record["call"])).toEqual(logged.map((line) => line["call"]));
      expect(records.length).toBeGreaterThan(20);
      expect(logged.filter((line) => line["outcome"] === "ok" && "err" in line)).toEqual([]);
      const chain = (await import(pathToFileURL(join(project.folder, "dist/telemetry/chain.js")).href)) as {
        chainKeys: (secret: string) => unknown;
        verifyChain: (
          keys: unknown,
          lines: readonly string[],
        ) => Promise<{ problems: string[]; records: number }>;
      };
      const sealed = host
        .text()
        .split("\n")
        .filter((line) => /^\{"seq":.*"mac":"[0-9a-f]{64}"\}$/.test(line));
      const verdict = await chain.verifyChain(chain.chainKeys(auditKey), sealed);
      expect(verdict).toMatchObject({ problems: [], records: records.length });
    });
  });
}

// A stand-in where the real one is not.
const [way, startWorker] =
  workerd === undefined
    ? ["a Worker's bundle, in Node (there is no WORKERD)", inBundle]
    : ["a Worker, in workerd", inRuntime];
describe(`HTTP APIs behind ${way}`, () => {
  reachesApis({
    start: (changed, outside) => startWorker({ ...settings, ...changed }, outside),
    connect: (host, caller) => connect(host, "modern", caller),
    ownSecrets: [auditKey, settings.API_KEYS, tokenOf("reader"), tokenOf("writer")],
    servicesSecrets: [settings.CRM_CLIENT_SECRET, settings.CRM_DESK_PASSWORD, settings.REGISTRY_KEY],
  });
});

test("a Lambda connects to no address that the spec does not allow, whatever name leads there", async () => {
  const outside = await startOutside();
  const { port } = new URL(`http://${outside.address}`);
  const host = await inNode("lambda", lambda(), { ...settings, REGISTRY_URL: `http://localhost:${port}` });
  const client = await connect(host, "modern", "reader");
  const link = `http://localhost:${port}/entries/1`;
  const answer = await client.callTool({ name: "registry_entry", arguments: { link } });
  expect(textOf(answer)).toMatch(/^SOURCE_ERROR: This server may not connect to the service\./);
  expect(textOf(answer)).not.toMatch(/127\.0|localhost/);
  expect(outside.asked).toEqual([]);
  await client.close();
  await host.stop();
  await outside.close();
});

test("a Worker without its secrets answers 503, and says what is missing where its operator looks", async () => {
  const host = await inNode("worker", bundle, { API_KEYS: settings.API_KEYS });
  const answer = await fetch(host.url, { method: "POST" });
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain("AUDIT_KEY");
  expect(host.text()).toContain("AUDIT_KEY is required");
  await host.stop();
});

test("a Lambda without its secrets does not start, and says what is missing", async () => {
  await expect(inNode("lambda", lambda(), { AUDIT_KEY: auditKey })).rejects.toThrow(/API_KEYS is required/);
});

test("a Worker bundles what it has, and nothing that opens files or sockets, or is another host's", async () => {
  const code = await readFile(bundle, "utf8");
  const builtins = [...code.matchAll(/from "(node:[\w/]+)"/g)].map(([, name]) => name);
  expect([...new Set(builtins)].sort()).toEqual(["node:crypto", "node:fs", "node:timers/promises"]);
  expect(code).not.toMatch(/\beval\(|new Function\(/);
  expect(code).not.toMatch(/class RateLimiterMemory|audit\.jsonl|undici|class BlockList/);
  expect(await wranglerConfig(project.folder)).toMatchObject({
    name: "lead-desk-mcp",
    main: "dist/worker.js",
  });
});

test("the project's own tests of its hosts pass", async () => {
  const files = ["generated/worker", "generated/lambda", "worker-egress"].map(
    (name) => `test/${name}.test.ts`,
  );
  const { stdout } = await npmIn(project.folder, ["exec", "--", "vitest", "run", ...files]);
  expect(stdout).toMatch(/Test Files .*3 passed/);
});

test("a server that could not start leaves no lock on its audit file", async () => {
  const taken = await inNode("lambda", lambda(), settings);
  const { stderr, code } = await attempt(process.execPath, ["dist/main.js"], {
    cwd: project.folder,
    env: { ...settings, PORT: taken.url.port, AUDIT_FILE: "var/audit.jsonl" },
  });
  await taken.stop();
  expect(code).toBe(1);
  expect(stderr).toContain("another process does");
  expect(readdirSync(join(project.folder, "var"))).toEqual(["audit.jsonl"]);
});
