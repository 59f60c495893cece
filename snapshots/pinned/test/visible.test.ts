import type { Client } from "@modelcontextprotocol/client";
import { afterEach, describe, expect, test } from "vitest";
import type { Auth } from "../src/auth/auth.js";
import type { Principal } from "../src/guard/call.js";
import { visibleTools } from "../src/guard/visible.js";
import { serverFactory } from "../src/server.js";
import { serveHttp } from "../src/transports/http.js";
import { eras, textOf, type Era } from "./support/client.js";
import { createFixture } from "./support/fixture.js";
import { connectHttp } from "./support/http.js";
import { fixtureTools } from "./support/tools.js";

const all = fixtureTools.map(({ definition }) => definition.name);
const open = fixtureTools.filter(({ scopes }) => scopes.length === 0);
const openNames = open.map(({ definition }) => definition.name);

const as = (scopes?: readonly string[]): Principal => ({ id: "client:test", scopes });
const names = (principal: Principal, visible = visibleTools(fixtureTools)) =>
  visible(principal).map(({ name }) => name);

test("a caller sees the tools all of whose scopes it has, in the order of the spec", () => {
  expect(names(as([]))).toEqual(openNames);
  expect(names(as(["things:read"]))).toEqual(openNames);
  expect(names(as(["things:write", "things:read"]))).toEqual(all);
  expect(names(as(undefined))).toEqual(all);
});

test("equal scopes get the same list, whatever else a token holds", () => {
  const visible = visibleTools(fixtureTools);
  const first = visible(as(["things:read", "things:write"]));
  for (let other = 0; other < 1_000; other++) {
    expect(visible(as(["things:write", `other:${other}`, "things:read"]))).toBe(first);
  }
});

test("lists of many different scopes do not pile up, and stay right", () => {
  const [tool] = fixtureTools;
  if (tool === undefined) throw new Error("no tools");
  const scopes = Array.from({ length: 12 }, (_, index) => `s${index}`);
  const tools = scopes.map((scope) => ({
    ...tool,
    scopes: [scope],
    definition: { ...tool.definition, name: scope },
  }));
  const visible = visibleTools(tools);
  for (let bits = 0; bits < 4_096; bits++) {
    const held = scopes.filter((_scope, index) => (bits >> index) & 1);
    expect(names(as(held), visible)).toEqual(held);
  }
});

describe.each(eras)("over HTTP, to a client of %s", (era: Era) => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** Tokens are scopes, joined by `+`. */
  const auth: Auth = {
    kind: "apiKeys",
    authenticate: async ({ authorization = "" }) => ({
      value: as(authorization.replace("Bearer ", "").split("+")),
    }),
    insufficientScope: () => ({ status: 403, message: "Forbidden." }),
    documents: {},
  };

  const clients = async (...tokens: string[]): Promise<Client[]> => {
    const fixture = createFixture();
    const { tools, guard } = fixture;
    const identity = { name: "fixture", title: "Fixture", version: "1.0.0", contract: "sha256:1" };
    const createServer = serverFactory({ identity, tools, guard, visible: visibleTools(tools) });
    const { address, drain } = await serveHttp({
      ...fixture,
      createServer,
      auth,
      ready: () => true,
      config: { host: "127.0.0.1", port: 0, path: "/mcp", allowedHosts: [], allowedOrigins: [] },
    });
    ends.push(async () => fixture.close(), drain);
    const connected = await Promise.all(tokens.map((token) => connectHttp(address, era, token)));
    ends.push(...connected.map((client) => () => client.close()));
    return connected;
  };

  test("each caller gets its own list, which no cache may give to another", async () => {
    const [few, many] = (await clients("x", "things:read+things:write")) as [Client, Client];
    for (let round = 0; round < 2; round++) {
      const listed = await few.listTools();
      expect(listed.tools.map(({ name }) => name)).toEqual(openNames);
      expect((await many.listTools()).tools.map(({ name }) => name)).toEqual(all);
      expect(JSON.stringify(listed)).not.toContain('"public"');
    }
  });

  test("a hidden tool is refused as before, and others answer", async () => {
    const [few, many] = (await clients("x", "things:read+things:write")) as [Client, Client];
    await expect(few.callTool({ name: "restricted" })).rejects.toThrow();
    expect(textOf(await many.callTool({ name: "restricted" }))).toBe("ok");
    expect(textOf(await few.callTool({ name: "echo", arguments: { text: "hi" } }))).toContain("hi");
  });
});
