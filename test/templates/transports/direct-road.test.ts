import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canary, fixtureTools } from "../../../templates/base/test/support/tools.js";
import type { Transport } from "../../../templates/base/src/transports/transport.js";
import type { Auth } from "../../../templates/http/src/auth/auth.js";
import { serveHttp } from "../../../templates/http/src/transports/http.js";
import { openDoor } from "../../../templates/http/test/support/http.js";
import { createGuard } from "../../../templates/base/src/guard/guard.js";
import { memoryLimiter } from "../../../templates/base/src/guard/limiter.js";
import { defineTool, type Tool } from "../../../templates/base/src/guard/tool.js";
import { serverFactory } from "../../../templates/base/src/server.js";
import type { Audit, AuditEvent } from "../../../templates/base/src/telemetry/audit.js";
import { createLog } from "../../../templates/base/src/telemetry/log.js";
import { randomFrom } from "./random.js";
import { clientRequests, mutated, type Sent } from "./requests.js";

const [echo] = fixtureTools as readonly [Tool];

const tools: readonly Tool[] = [
  ...fixtureTools,
  defineTool({
    ...echo,
    definition: { ...echo.definition, name: "picture", inputSchema: { type: "object" } },
    validateInput: () => true,
    // A block with a member that blocks do not have, which the SDK leaves out.
    run: async () => ({
      kind: "content",
      content: [
        { type: "text", text: "a picture" },
        { type: "image", data: "AAAA", mimeType: "image/png", ...{ stray: 1 } },
      ],
    }),
  }),
  defineTool({
    ...echo,
    definition: { ...echo.definition, name: "patient", inputSchema: { type: "object" } },
    validateInput: () => true,
    limits: { ...echo.limits, timeoutMs: 60_000 },
    run: async () => ({ kind: "value", value: "waited" }),
  }),
];

/** Everybody may come in; a credential only takes scopes away. */
const auth: Auth = {
  ...openDoor,
  authenticate: async ({ authorization }) => ({
    value: {
      id: `caller ${authorization}`,
      ...(authorization !== undefined && {
        scopes: authorization === "Bearer reader" ? ["things:read"] : [],
      }),
    },
  }),
};

/** One server on one of the two roads, with all that it keeps of its calls. */
interface Road {
  readonly url: string;
  readonly records: AuditEvent[];
  /** Protocol servers made, one for each request that the SDK answers. */
  readonly servers: () => number;
  readonly end: () => Promise<void>;
}

async function startRoad(direct: boolean): Promise<Road> {
  const records: AuditEvent[] = [];
  const audit: Audit = {
    accepts: () => true,
    write: async (event) => records.push(event) > 0,
    flush: () => {},
    failures: () => 0,
    hash: (text) => text,
    close: () => {},
  };
  const log = createLog({ level: "silent" }, { write: () => {} });
  const { limits } = echo;
  const contract = "sha256:fixture";
  const guard = createGuard({
    tools,
    limits,
    log,
    audit,
    sources: {},
    limiter: memoryLimiter(),
    contract,
  });
  const identity = { name: "fixture", title: "Fixture", version: "1.2.3", contract };
  const createServer = serverFactory({ identity, tools, guard });
  let servers = 0;
  const transport: Transport = await serveHttp({
    createServer: (principalOf) => {
      servers++;
      return createServer(principalOf);
    },
    guard,
    tools,
    log,
    auth,
    direct,
    ready: () => true,
    config: {
      host: "127.0.0.1",
      port: 0,
      path: "/mcp",
      allowedHosts: [],
      allowedOrigins: ["https://app.example.com"],
    },
  });
  return { url: transport.address, records, servers: () => servers, end: transport.drain };
}

/** What a client can tell apart: not the lengths and chunks, which HTTP may choose freely. */
interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

const ofTransfer = new Set(["content-length", "transfer-encoding", "date", "keep-alive"]);

/** Ids are drawn anew for each call, and the wait depends on the moment. */
const steady = (text: string): string =>
  text.replace(/\(call [0-9a-f-]{36}\)/g, "(call …)").replace(/again in \d+ s/g, "again in … s");

/** JSON as it is meant: the order of members means nothing. */
const meant = (text: string): unknown => {
  const framed = /^event: message\ndata: (.*)\n\n$/s.exec(text)?.[1];
  try {
    return framed === undefined ? JSON.parse(text) : { event: JSON.parse(framed) as unknown };
  } catch {
    return text;
  }
};

const agent = new Agent({ keepAlive: true });

async function ask(url: string, { headers, body }: Sent): Promise<Answer> {
  const outgoing = request(url, { method: "POST", agent });
  for (const [name, value] of headers) outgoing.appendHeader(name, value);
  outgoing.end(body);
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const kept = Object.entries(response.headers).filter(([name]) => !ofTransfer.has(name));
  const text = steady(Buffer.concat(chunks).toString());
  return { status: response.statusCode, headers: Object.fromEntries(kept), body: meant(text) };
}

/** A record without what differs between any two calls. */
const plainRecord = (record: AuditEvent): string => JSON.stringify({ ...record, call: "", ms: 0 });

describe("the direct road and the SDK's own", () => {
  let direct: Road;
  let sdk: Road;
  beforeAll(async () => {
    [direct, sdk] = await Promise.all([startRoad(true), startRoad(false)]);
  });
  afterAll(async () => {
    agent.destroy();
    await Promise.all([direct.end(), sdk.end()]);
  });

  /** Sends each request down both roads, some at once, and compares. */
  async function compare(requests: readonly Sent[]): Promise<void> {
    const from = [direct.records.length, sdk.records.length];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (;;) {
        const sent = requests[next++];
        if (sent === undefined) return;
        const [own, theirs] = await Promise.all([ask(direct.url, sent), ask(sdk.url, sent)]);
        expect(own, JSON.stringify(sent)).toEqual(theirs);
      }
    };
    await Promise.all(Array.from({ length: 12 }, worker));
    const [own, theirs] = [direct, sdk].map(({ records }, road) =>
      records.slice(from[road]).map(plainRecord).sort(),
    );
    expect(own).toEqual(theirs);
  }

  test("answer alike what the official client and the conformance suite send", async () => {
    await compare(clientRequests);
    expect(direct.servers()).toBeLessThan(sdk.servers());
  });

  test("answer alike 3,000 requests that are a little wrong", async () => {
    const before = [direct.servers(), sdk.servers()] as const;
    await compare(mutated(3_000, randomFrom(20_261_122)));
    const bySdk = (sdk.servers() - before[1]) / 3_000;
    const onlyBySdk = (direct.servers() - before[0]) / 3_000;
    // Else the comparison would be of one road with itself.
    expect(bySdk - onlyBySdk).toBeGreaterThan(0.15);
  }, 60_000);

  test("say the same of a call that is limited", async () => {
    const [call] = clientRequests.filter(({ body }) => body.includes('"echo"')) as [Sent];
    const rarely: Sent = {
      headers: call.headers.map(([name, value]) => [name, name === "mcp-name" ? "rarely" : value]),
      body: call.body.replace('"echo"', '"rarely"').replace('{"text":"hi"}', "{}"),
    };
    for (let time = 0; time < 5; time++) await compare([rarely]);
    expect(direct.records.at(-1)).toMatchObject({ tool: "rarely", code: "RATE_LIMITED" });
  });

  test("leak nothing of an error", async () => {
    const leaky = clientRequests.filter(({ body }) => body.includes('"leaky"'));
    expect(leaky).toHaveLength(2);
    for (const sent of leaky) expect(JSON.stringify(await ask(direct.url, sent))).not.toContain(canary);
  });
});
