import { expect, onTestFinished, test } from "vitest";
import type { Auth } from "../src/auth/auth.js";
import { clientAddress } from "../src/transports/client-address.js";
import { openDoor, post, startHttp } from "./support/http.js";

const peer = "10.0.0.9";

test.each([
  ["no proxy is trusted", "1.2.3.4", 0, peer],
  ["the proxy says nothing", undefined, 1, peer],
  ["one proxy is trusted", "1.2.3.4", 1, "1.2.3.4"],
  ["the client makes up an entry of its own", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
  ["two proxies are trusted", "6.6.6.6, 1.2.3.4, 10.0.0.8", 2, "1.2.3.4"],
  ["there are fewer entries than proxies", "1.2.3.4", 3, "1.2.3.4"],
  ["an entry is no address", "1.2.3.4, unknown, 10.0.0.8", 3, "10.0.0.8"],
  ["the last entry is no address", "1.2.3.4, <script>", 2, peer],
  ["a proxy adds ports", "1.2.3.4:5678", 1, "1.2.3.4"],
  ["a proxy adds brackets", "[2001:db8::1]:443", 1, "2001:db8::1"],
])("when %s, %j behind %i is %s", (_when, forwarded, proxies, client) => {
  expect(clientAddress(peer, forwarded, proxies)).toBe(client);
});

test.each([
  [0, "127.0.0.1"],
  [1, "203.0.113.7"],
])("behind %i proxies the caller and the log know the client as %s", async (proxies, client) => {
  const auth: Auth = {
    ...openDoor,
    authenticate: async ({ address }) => ({ value: { id: `anonymous:${address}` } }),
  };
  const server = await startHttp({ auth, trustedProxies: proxies });
  onTestFinished(server.close);
  const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.7" };
  await (await post(server.url, { headers })).text();
  expect(server.audited().at(-1)).toMatchObject({ principal: `anonymous:${client}` });
  await post(server.url, { headers: { ...headers, origin: "https://evil.example" } });
  expect(server.logged("http_refused").at(-1)).toMatchObject({ address: client });
});
