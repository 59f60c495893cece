// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { majors } from "../../src/generated/majors.js";
import { codeOf, eras, type Era } from "../support/client.js";
import { connectHttp, post } from "../support/http.js";
import { serve, type Served } from "./serve.js";

describe("the built server, with its majors side by side", () => {
  let server: Served;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.stop());

  const urlOf = (path: string): string => new URL(path, server.address).href;

  /** The answer to `tools/list`. */
  const list = (path: string, era: Era): Promise<Response> => {
    const modern = era === "2026-07-28";
    const _meta = {
      "io.modelcontextprotocol/protocolVersion": era,
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const params = modern ? { _meta } : {};
    const { token } = server;
    return post(urlOf(path), {
      era,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(modern && { "mcp-method": "tools/list", "mcp-name": "" }),
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params }),
    });
  };
  /** The same, byte by byte. */
  const listed = async (path: string, era: Era): Promise<string> => {
    const response = await list(path, era);
    expect(response.status).toBe(200);
    return response.text();
  };

  describe.each(eras)("to a client of %s", (era) => {
    test("lists the newest at its own path and at the server's", async () => {
      const newest = majors.at(-1)?.path ?? "absent";
      expect(await listed(newest, era)).toBe(await listed(new URL(server.address).pathname, era));
    });

    test.each(majors)("names major $major in the audit record of a call", async (one) => {
      const client = await connectHttp(urlOf(one.path), era, server.token);
      const name = one.tools[0]?.definition.name ?? "";
      const result = await client.callTool({ name, arguments: { "not an argument": 1 } });
      await client.close();
      expect(["INVALID_ARGUMENTS", "FORBIDDEN"]).toContain(codeOf(result));
      const { contract } = one.identity;
      expect(server.audited().at(-1)).toMatchObject({ tool: name, api: one.major, contract });
    });
  });

  test("has no other majors", async () => {
    const { token } = server;
    const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const path = majors[0].path.replace(/v\d+/, "v0");
    expect((await post(urlOf(path), { headers })).status).toBe(404);
  });
});
