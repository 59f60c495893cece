import { Client, InMemoryTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { serverFactory } from "../../../templates/base/src/server.js";
import { harness, textOf, tool } from "../guard/fixtures.js";

const identity = {
  name: "internal-db",
  title: "Internal database",
  version: "1.2.0",
  description: "Read-only access.",
  instructions: "Prefer query_users.",
  contract: "sha256:41",
};

const output = { type: "object", required: ["score"], properties: { score: { type: "integer" } } };

const setup = (count = 1) => {
  const tools = [
    tool({
      name: "score",
      input: { email: { type: "string" } },
      output,
      run: async (_args, { progress }) => {
        await progress(1, 2, "half\u202e");
        return { kind: "value", value: { score: 7 } };
      },
    }),
    ...Array.from({ length: count - 1 }, (_, index) => tool({ name: `tool_${index}` })),
  ];
  const records = harness(tools);
  const createServer = serverFactory({ identity, tools, guard: records.guard });
  return { ...records, createServer };
};

const eras = {
  legacy: async (createServer: ReturnType<typeof serverFactory>) => {
    const client = new Client({ name: "test", version: "1" });
    const [near, far] = InMemoryTransport.createLinkedPair();
    await createServer(() => ({ id: "user:1000" })).connect(far);
    await client.connect(near);
    return client;
  },
  modern: async (createServer: ReturnType<typeof serverFactory>) => {
    const handler = createMcpHandler(() => createServer(() => ({ id: "client:crm" })));
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
    const fetch = (url: string | URL | Request, init?: RequestInit) => handler.fetch(new Request(url, init));
    await client.connect(new StreamableHTTPClientTransport(new URL("http://localhost/mcp"), { fetch }));
    return client;
  },
};

describe.each(Object.entries(eras))("the protocol server, %s era", (era, connect) => {
  it("says who it is and lists its tools with the contract's hash", async () => {
    const client = await connect(setup(3).createServer);
    expect(client.getServerVersion()).toMatchObject({ name: "internal-db", version: "1.2.0" });
    const list = await client.listTools();
    expect(list.tools.map(({ name }) => name)).toEqual(["score", "tool_0", "tool_1"]);
    expect(list._meta).toMatchObject({ "create-mcp-prod/contract": "sha256:41" });
    if (era === "modern") expect(list).toMatchObject({ ttlMs: 300_000, cacheScope: "public" });
    else expect(list).not.toHaveProperty("ttlMs");
    await client.close();
  });

  it("takes a call through the guard and reports its progress", async () => {
    const { createServer, audit } = setup();
    const client = await connect(createServer);
    const seen: unknown[] = [];
    const result = await client.callTool(
      { name: "score", arguments: { email: "a@b.co" } },
      { onprogress: (progress) => void seen.push(progress) },
    );
    expect(result.structuredContent).toEqual({ score: 7 });
    expect(textOf(result as never)).toBe('{"score":7}');
    expect(seen).toEqual([{ progress: 1, total: 2, message: "half\\u{202e}" }]);
    expect(audit.events).toMatchObject([
      era === "modern"
        ? { principal: "client:crm", transport: "http", outcome: "ok" }
        : { principal: "user:1000", transport: "stdio", outcome: "ok" },
    ]);
    await client.close();
  });

  it("answers wrong arguments with a tool error that a client does not hold against the output schema", async () => {
    const client = await connect(setup().createServer);
    await client.listTools();
    const result = await client.callTool({ name: "score", arguments: { emial: "x" } });
    expect(result.isError).toBe(true);
    expect(textOf(result as never)).toMatch(
      /^INVALID_ARGUMENTS: emial is not known \(did you mean email\?\)\. /,
    );
    await client.close();
  });

  it("answers an unknown tool with -32602, recorded once, and shows no unsafe name", async () => {
    const { createServer, audit } = setup();
    const client = await connect(createServer);
    await expect(client.callTool({ name: "nope" })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(/Unknown tool nope \(call /),
    });
    const unsafe = await client.callTool({ name: "evil <b> name" }).catch((error: Error) => error);
    expect(unsafe).toMatchObject({ code: -32602 });
    expect((unsafe as Error).message).not.toContain("evil");
    expect(audit.events.map((event) => [event.tool, event.outcome])).toEqual([
      ["nope", "refused"],
      ["(not a tool name)", "refused"],
    ]);
    await client.close();
  });

  it("knows no page of tools but the first", async () => {
    const client = await connect(setup().createServer);
    await expect(client.listTools({ cursor: "2" })).rejects.toMatchObject({ code: -32602 });
    await client.close();
  });
});
