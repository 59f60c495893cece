import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { jwtAuth, type JwtSettings } from "../src/auth/jwt.js";
import { eras, textOf } from "./support/client.js";
import { createFixture, type Fixture } from "./support/fixture.js";
import { connectHttp, post, startHttp, type HttpFixture } from "./support/http.js";
import { audience, startIssuer, type Issuer } from "./support/issuer.js";

const metadataUrl = "https://mcp.example.com/.well-known/oauth-protected-resource/mcp";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

let issuer: Issuer;
let silent: Fixture;
beforeAll(async () => {
  issuer = await startIssuer();
  silent = createFixture();
});
afterAll(() => {
  issuer.close();
  silent.close();
});

const settings = (): JwtSettings => ({
  issuer: issuer.url,
  audience,
  scopes: ["things:read", "things:write"],
  name: "fixture",
});

/** Who a token of the issuer is, or the refusal's status. */
async function identify(token: string, changed: Partial<JwtSettings> = {}) {
  const auth = jwtAuth({ ...settings(), ...changed }, silent.log);
  const { authorization } = bearer(token);
  const caller = await auth.authenticate({ authorization, address: undefined });
  return "value" in caller ? caller.value : caller.refusal.status;
}

describe("access tokens over HTTP", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp({ auth: jwtAuth(settings(), silent.log) });
  });
  afterAll(() => server.close());

  test.each(eras)("makes the token's subject the principal, %s", async (era) => {
    const client = await connectHttp(server.url, era, await issuer.sign());
    expect(textOf(await client.callTool({ name: "whoami" }))).toContain("sub:somebody");
    expect(server.audited().at(-1)).toMatchObject({ principal: "sub:somebody" });
    await client.close();
  });

  test("tells a caller without a token where to get one, without an error code", async () => {
    const response = await post(server.url);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe(
      `Bearer realm="mcp", scope="things:read things:write", resource_metadata="${metadataUrl}"`,
    );
  });

  /** `alg` and key of an HMAC token whose secret is text that everybody knows. */
  const hmacToken = async (secret: string): Promise<string> => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const [, payload] = (await issuer.sign()).split(".");
    const text = `${encode({ alg: "HS256", kid: "key-1" })}.${payload}`;
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  };
  const badTokens: Record<string, () => Promise<string>> = {
    "an expired token": () => issuer.sign({}, { expires: -60 }),
    "a token without expiry": () => issuer.sign({}, { expires: null }),
    "a token that is not valid yet": () =>
      issuer.sign({ nbf: Math.floor(Date.now() / 1_000) + 600 }),
    "a token for another resource": () =>
      issuer.sign({}, { audience: "https://other.example.com/mcp" }),
    "a token for no resource": () => issuer.sign({}, { audience: null }),
    "a token of another issuer": () => issuer.sign({}, { issuer: "https://other.example.com" }),
    "a token without anybody": () => issuer.sign({ sub: undefined }),
    "a token with an unknown key": () => issuer.sign({}, { kid: "unknown" }),
    "a token signed by somebody else": async () => {
      const { privateKey } = await generateKeyPair("RS256");
      const claims = { sub: "somebody", iss: issuer.url, aud: audience };
      const token = new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "key-1" });
      return token.setExpirationTime("5m").sign(privateKey);
    },
    "a token with another payload": async () => {
      const [header, , signature] = (await issuer.sign()).split(".");
      const payload = Buffer.from(JSON.stringify({ sub: "root", iss: issuer.url, aud: audience }));
      return `${header}.${payload.toString("base64url")}.${signature}`;
    },
    "a token without a signature": async () => {
      const header = Buffer.from('{"alg":"none"}').toString("base64url");
      return `${header}.${(await issuer.sign()).split(".")[1]}.`;
    },
    "an HMAC token of the public key": async () => {
      const { publicKey } = await generateKeyPair("RS256");
      return hmacToken(await exportSPKI(publicKey));
    },
    "an HMAC token of the empty secret": () => hmacToken(""),
    "no token at all": async () => "not.a.token",
  };
  test.each(Object.keys(badTokens))("answers %s with 401 and a challenge", async (what) => {
    const token = await badTokens[what]!();
    const before = server.audited().length;
    const response = await post(server.url, { headers: bearer(token) });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe(
      `Bearer realm="mcp", error="invalid_token", scope="things:read things:write", resource_metadata="${metadataUrl}"`,
    );
    expect(server.audited()).toHaveLength(before);
  });

  test("does not look for a token in the URL", async () => {
    expect((await post(`${server.url}?access_token=${await issuer.sign()}`)).status).toBe(401);
  });

  test.each(eras)(
    "answers a token without the tool's scopes with 403, and records it, %s",
    async (era) => {
      const call = { tool: "restricted", args: {}, era };
      const before = server.audited().length;
      const token = await issuer.sign({ scope: "things:read" });
      const response = await post(server.url, { ...call, headers: bearer(token) });
      expect(response.status).toBe(403);
      expect(response.headers.get("www-authenticate")).toBe(
        `Bearer realm="mcp", error="insufficient_scope", scope="things:read things:write", resource_metadata="${metadataUrl}"`,
      );
      expect(server.audited()).toHaveLength(before + 1);
      expect(server.audited().at(-1)).toMatchObject({
        code: "FORBIDDEN",
        principal: "sub:somebody",
      });
      const both = await issuer.sign({ scope: "things:write things:read" });
      expect((await post(server.url, { ...call, headers: bearer(both) })).status).toBe(200);
    },
  );

  test.each(["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"])(
    "describes itself to anybody at %s (RFC 9728)",
    async (path) => {
      const response = await fetch(new URL(path, server.url));
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        resource: audience,
        authorization_servers: [issuer.url],
        scopes_supported: ["things:read", "things:write"],
        bearer_methods_supported: ["header"],
        resource_name: "fixture",
      });
    },
  );

  test("keeps tokens out of the log and the audit record", async () => {
    const token = await issuer.sign();
    await post(server.url, { headers: bearer(token) });
    await post(server.url, { headers: bearer(`${token}x`) });
    const written = JSON.stringify(server.logged()) + readFileSync(server.auditFile, "utf8");
    for (const part of token.split(".")) expect(written).not.toContain(part);
  });
});

describe("claims", () => {
  test.each([
    ["a user of a client", { sub: "ada", client_id: "crm" }, "sub:ada"],
    ["a client by itself", { sub: "crm", client_id: "crm" }, "client:crm"],
    ["a client by its azp", { sub: undefined, azp: "crm" }, "client:crm"],
  ])("take %s for the principal", async (_what, claims, id) => {
    expect(await identify(await issuer.sign(claims))).toMatchObject({ id });
  });

  test.each([
    [{ scope: "a b" }, ["a", "b"]],
    [{ scp: ["a", "b"] }, ["a", "b"]],
    [{ scp: "a" }, ["a"]],
    [{ scope: 5 }, []],
    [{}, []],
  ])("with %j give the scopes %j", async (claims, scopes) => {
    expect(await identify(await issuer.sign(claims))).toMatchObject({ scopes });
  });

  test("tolerate clocks that differ a little", async () => {
    expect(await identify(await issuer.sign({}, { expires: -10 }))).toMatchObject({
      id: "sub:somebody",
    });
    expect(await identify(await issuer.sign({}, { expires: -45 }))).toBe(401);
  });
});

describe("the issuer's keys", () => {
  afterEach(() => vi.useRealTimers());

  test("are fetched once for many calls", async () => {
    const auth = jwtAuth(settings(), silent.log);
    const { authorization } = bearer(await issuer.sign());
    const before = issuer.fetches();
    for (let count = 0; count < 20; count++) {
      await auth.authenticate({ authorization, address: undefined });
    }
    expect(issuer.fetches()).toBe(before + 1);
  });

  test("are fetched again when a new one signs, and not for every unknown one", async () => {
    const auth = jwtAuth({ ...settings(), jwksUri: issuer.jwksUri }, silent.log);
    const authenticate = async (token: string) =>
      auth.authenticate({ ...bearer(token), address: undefined });
    expect(await authenticate(await issuer.sign())).toHaveProperty("value");
    await issuer.rotate();
    const rotated = await issuer.sign();
    const before = issuer.fetches();
    for (let count = 0; count < 5; count++) {
      expect(await authenticate(rotated)).toHaveProperty("refusal.status", 401);
    }
    expect(issuer.fetches()).toBe(before);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    expect(await authenticate(rotated)).toHaveProperty("value");
    expect(issuer.fetches()).toBe(before + 1);
  });

  test("being out of reach is 503, and no fault of the token", async () => {
    issuer.fail(true);
    expect(await identify(await issuer.sign())).toBe(503);
    expect(await identify(await issuer.sign(), { jwksUri: issuer.jwksUri })).toBe(503);
    issuer.fail(false);
    expect(silent.logged("issuer_keys_unavailable")).toHaveLength(2);
  });

  test("are read from an answer that is large, and not from one that could fill the memory", async () => {
    const { jwksUri } = issuer;
    issuer.pad(400 * 1024);
    expect(await identify(await issuer.sign())).toHaveProperty("id");
    issuer.pad(600 * 1024);
    expect(await identify(await issuer.sign())).toBe(503);
    expect(await identify(await issuer.sign(), { jwksUri })).toBe(503);
    issuer.pad(0);
  });

  test("are not taken over plain HTTP from another machine", async () => {
    const jwksUri = "http://id.example.com/keys";
    expect(await identify(await issuer.sign(), { jwksUri })).toBe(503);
  });

  test("are not taken from metadata of another issuer", async () => {
    const other = issuer.url.replace("127.0.0.1", "localhost");
    expect(await identify(await issuer.sign({}, { issuer: other }), { issuer: other })).toBe(503);
  });
});
