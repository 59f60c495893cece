import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openEgress } from "../src/sources/upstream-egress.js";
import { clientCredentials } from "../src/sources/upstream-oauth.js";
import { json, open, patience, startService, type Service } from "./support/service.js";

let service: Service;
let issued: number;
let accepted: () => boolean;
const secret = "s3cret/+ä";

beforeAll(async () => {
  service = await startService(() => {});
});
beforeEach(() => {
  issued = 0;
  accepted = () => true;
  service.requests.length = 0;
  service.answer = ({ url }, response) => {
    if (url === "/token") {
      issued += 1;
      return json(response, { access_token: `t${issued}`, token_type: "Bearer", expires_in: 3600 });
    }
    return json(response, {}, accepted() ? 200 : 401);
  };
});
afterAll(() => service.close());

const client = () => ({ tokenUrl: `${service.url}/token`, clientId: "desk", clientSecret: secret });
const opened = () =>
  open(service.url, {
    auth: { kind: "oauth", ...client(), scope: "a b", audience: "https://api.example.com" },
  });
const get = { method: "GET", target: "/things" };
const tokens = () =>
  service.requests
    .filter(({ url }) => url !== "/token")
    .map(({ headers }) => headers.authorization);

describe("OAuth client credentials", () => {
  test("are shown to the token endpoint and to nobody else", async () => {
    const { upstream } = opened();
    await upstream.send(get, patience());
    const [asked, sent] = service.requests;
    const encoded = `desk:${new URLSearchParams({ x: secret }).toString().slice(2)}`;
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from(encoded).toString("base64")}`);
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: "client_credentials",
      scope: "a b",
      audience: "https://api.example.com",
    });
    expect(sent?.headers.authorization).toBe("Bearer t1");
    await upstream.close();
  });

  test("bring one token for all calls, also for those that wait for it together", async () => {
    const { upstream } = opened();
    await Promise.all(Array.from({ length: 8 }, () => upstream.send(get, patience())));
    await upstream.send(get, patience());
    expect(issued).toBe(1);
    expect(new Set(tokens())).toEqual(new Set(["Bearer t1"]));
    await upstream.close();
  });

  test("bring a new token once after a 401, whatever the method", async () => {
    const { upstream } = opened();
    await upstream.send(get, patience());
    accepted = () => tokens().at(-1) === "Bearer t2";
    expect(
      (await upstream.send({ method: "POST", target: "/", body: "{}" }, patience())).status,
    ).toBe(200);
    expect(tokens()).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
    accepted = () => false;
    expect((await upstream.send(get, patience())).status).toBe(401);
    expect(tokens()).toHaveLength(5);
    await upstream.close();
  });

  test("are renewed before the token expires, and the old one serves while that fails", async () => {
    const clock = { ms: 0 };
    const networks = ["127.0.0.1"];
    const egress = openEgress({ origins: [service.url], networks, connections: 1 });
    const credential = clientCredentials(client(), egress, () => clock.ms);
    const { signal } = new AbortController();
    const shown = async () => (await credential.headers(signal))["authorization"];
    expect(await shown()).toBe("Bearer t1");
    clock.ms = 3_539_000;
    expect(await shown()).toBe("Bearer t1");
    clock.ms = 3_541_000;
    expect(await shown()).toBe("Bearer t2");
    clock.ms += 3_550_000;
    const { answer } = service;
    service.answer = (_request, response) => json(response, {}, 500);
    expect(await shown()).toBe("Bearer t2");
    clock.ms += 60_000;
    await expect(shown()).rejects.toThrow();
    service.answer = answer;
    expect(await shown()).toBe("Bearer t3");
    await egress.close();
  });

  test.each([
    [
      "a refusal",
      401,
      { error: "invalid_client", error_description: "canary-77ab" },
      "UPSTREAM_DENIED",
    ],
    ["an outage", 503, { error: "canary-77ab" }, "SOURCE_UNAVAILABLE"],
    ["an answer without a token", 200, { canary: "canary-77ab" }, "UPSTREAM_DENIED"],
    ["a token with a line end", 200, { access_token: "a\r\nHost: canary-77ab" }, "UPSTREAM_DENIED"],
    [
      "a token of another type",
      200,
      { access_token: "canary-77ab", token_type: "mac" },
      "UPSTREAM_DENIED",
    ],
  ])("end in an error that says nothing of the inside: %s", async (_what, status, body, code) => {
    service.answer = (_request, response) => json(response, body, status);
    const { upstream } = opened();
    const failed: unknown = await upstream.send(get, patience()).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code,
      message: expect.not.stringMatching(/canary|s3cret|127\.0/),
    });
    await upstream.close();
  });

  test("do not keep a call that ends waiting for a token", async () => {
    service.answer = () => {};
    const { upstream } = opened();
    const controller = new AbortController();
    const sent = upstream.send(get, { signal: controller.signal, deadline: Infinity });
    await expect.poll(() => service.requests.length).toBe(1);
    controller.abort(new Error("the call ended"));
    await expect(sent).rejects.toThrow("the call ended");
    await upstream.close();
  });
});
