import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jwtOfMajors } from "../src/auth/jwt-majors.js";
import { serveHttp } from "../src/transports/http.js";
import type { Transport } from "../src/transports/transport.js";
import { createFixture, type Fixture } from "./support/fixture.js";
import { post } from "./support/http.js";
import { audience, startIssuer, type Issuer } from "./support/issuer.js";

const first = "https://mcp.example.com/v1/mcp";
const metadataOf = (path: string) =>
  `https://mcp.example.com/.well-known/oauth-protected-resource${path}`;

let issuer: Issuer;
let fixture: Fixture;
let server: Transport;
beforeAll(async () => {
  issuer = await startIssuer();
  fixture = createFixture();
  const settings = { issuer: issuer.url, audience, scopes: ["things:read"], name: "fixture" };
  const endpoints = [{ ...fixture, path: "/v1/mcp" }];
  const { auth, also } = jwtOfMajors(settings, "/mcp", endpoints, fixture.log);
  const config = { host: "127.0.0.1", port: 0, path: "/mcp", allowedHosts: [], allowedOrigins: [] };
  server = await serveHttp({ ...fixture, auth, also, ready: () => true, config });
});
afterAll(async () => {
  await server.drain();
  fixture.close();
  issuer.close();
});

const at = (path: string): string => new URL(path, server.address).href;

describe.each([
  ["/mcp", audience],
  ["/v1/mcp", first],
])("the endpoint at %s", (path, resource) => {
  test("sends a caller without a token to metadata of its own", async () => {
    const response = await post(at(path));
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain(
      `resource_metadata="${metadataOf(path)}"`,
    );
    const metadata = await fetch(at(new URL(metadataOf(path)).pathname));
    expect(await metadata.json()).toMatchObject({ resource, scopes_supported: ["things:read"] });
  });

  test.each([audience, first])("takes a token for %s", async (asked) => {
    const headers = { authorization: `Bearer ${await issuer.sign({}, { audience: asked })}` };
    expect((await post(at(path), { headers })).status).toBe(200);
  });

  test("takes no token for another server", async () => {
    const other = "https://other.example.com/mcp";
    const headers = { authorization: `Bearer ${await issuer.sign({}, { audience: other })}` };
    expect((await post(at(path), { headers })).status).toBe(401);
  });
});

test("asks for the keys of the issuer once, however many endpoints there are", () => {
  expect(issuer.fetches()).toBe(1);
});

test("an audience that names no path stands for all of them", async () => {
  const host = "https://mcp.example.com/";
  const settings = { issuer: issuer.url, audience: host, scopes: [], name: "fixture" };
  const { also } = jwtOfMajors(settings, "/mcp", [{ path: "/v1/mcp" }], fixture.log);
  const resources = Object.values(also[0]?.auth.documents ?? {}) as { readonly resource: string }[];
  expect(resources.map(({ resource }) => resource)).toEqual([host]);
});
