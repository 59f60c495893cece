import { expect, onTestFinished, test } from "vitest";
import { anonymous } from "../src/auth/anonymous.js";
import { connectHttp, startHttp } from "./support/http.js";
import { textOf } from "./support/client.js";

test("names callers without credentials by their address", async () => {
  const server = await startHttp({ auth: anonymous });
  onTestFinished(server.close);
  const client = await connectHttp(server.url, "2026-07-28", "a token that nobody asked for");
  expect(textOf(await client.callTool({ name: "whoami" }))).toContain("anonymous:127.0.0.1");
  await client.close();
});

test.each(["0.0.0.0", "::", "192.0.2.1", "mcp.example.com"])(
  "refuses to listen on %s",
  async (host) => {
    await expect(startHttp({ auth: anonymous, host })).rejects.toThrow(/without authentication/);
  },
);
