import { expect, test } from "vitest";
import { readEnvironment } from "../src/environment.js";
import { nodeUrl } from "../src/sources/node-url.js";
import { readUpstream, type UpstreamDefinition } from "../src/sources/upstream-settings.js";

const definition: UpstreamDefinition = {
  name: "api",
  baseUrl: { env: "API_URL" },
  plainHttp: false,
  auth: { kind: "basic", user: { value: "desk" }, password: { env: "API_PASSWORD" } },
  headers: { "X-Tenant": { env: "API_TENANT" }, Accept: { value: "application/json" } },
  networks: ["10.20.0.0/16"],
  redirects: "refuse",
  retries: 2,
  bytes: 1024,
  connections: 4,
};
const good = {
  API_URL: "https://api.example.com/v1",
  API_PASSWORD: "s3cret-canary",
  API_TENANT: "acme",
};

const problems = (
  variables: Readonly<Record<string, string>>,
  changes: Partial<UpstreamDefinition> = {},
) => {
  const env = readEnvironment({ ...good, ...variables });
  readUpstream(env, { ...definition, ...changes }, nodeUrl);
  try {
    env.finish();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("reads what the environment holds", () => {
  const env = readEnvironment(good);
  const settings = readUpstream(env, definition, nodeUrl);
  env.finish();
  expect(settings).toMatchObject({
    baseUrl: new URL("https://api.example.com/v1"),
    auth: { kind: "basic", user: "desk", password: "s3cret-canary" },
    headers: { "x-tenant": "acme", accept: "application/json" },
  });
});

test.each([
  ["", /API_URL is required/],
  ["api.example.com", /API_URL must be an address such as https/],
  ["http://api.example.com", /API_URL must be an https:\/\/ address/],
  ["https://user:s3cret-canary@api.example.com", /API_URL must be an address without a user/],
  ["https://api.example.com/?key=s3cret-canary", /API_URL must be an address without a query/],
  ["https://api.example.com/#a", /API_URL must be an address without a query and fragment/],
  ["https://127.0.0.1/", /API_URL must be a public address/],
  ["http://0x7f000001/", /API_URL must be a public address/],
  ["https://[::ffff:169.254.169.254]/", /API_URL must be a public address/],
  ["https://10.21.0.1/", /API_URL must be a public address, or in a network that the spec allows/],
  ["file:///etc/passwd", /API_URL must be an address such as/],
  ["https:\\\\evil.example.com", /API_URL must be an address such as/],
])("keeps the server from starting with the address %j", (url, message) => {
  const found = problems({ API_URL: url });
  expect(found).toMatch(message);
  expect(found).not.toContain("canary");
});

test.each(["https://10.20.0.1/", "https://api.internal.example.com:8443/a/b"])(
  "accepts %s",
  (url) => {
    expect(problems({ API_URL: url })).toBe("");
  },
);

test("accepts plain HTTP where the spec says so, and on this machine where it may be", () => {
  expect(problems({ API_URL: "http://api.example.com" }, { plainHttp: true })).toBe("");
  expect(problems({ API_URL: "http://127.0.0.1:8080" }, { networks: ["127.0.0.1"] })).toBe("");
});

test("refuses secrets that would end a header, and says nothing of them", () => {
  const found = problems({ API_PASSWORD: "s3cret-canary\r\nHost: a", API_TENANT: "" });
  expect(found).toMatch(/API_PASSWORD must be one line/);
  expect(found).toMatch(/API_TENANT is required/);
  expect(found).not.toContain("canary");
});
