import { expect, test } from "vitest";
import { withoutSecrets } from "../../src/connect/without-secrets.js";

const shown = (configuration: unknown) =>
  withoutSecrets(JSON.stringify(configuration, null, 2), configuration);

test.each([
  { apiKey: "abcd1234" },
  { servers: { a: { env: { REGION: "eu-west-1" } } } },
  { servers: { a: { headers: { Authorization: "Bearer abcd1234" } } } },
  { servers: { a: { http_headers: { "X-Thing": "abcd1234" } } } },
  { url: "postgres://ada:hunter22@db.example.com/shop" },
  { note: "ghp_0123456789abcdefghijABCDEFGHIJ012345" },
  { servers: { a: { env: { KEY: 'quoted"\\value' } } } },
])("%j is shown without its secret", (configuration) => {
  expect(shown(configuration)).toContain("…");
  expect(shown(configuration)).not.toMatch(/abcd1234|eu-west|hunter22|ghp_|value/);
});

test("references and what is nobody's secret are shown", () => {
  const configuration = {
    theme: "dark",
    servers: {
      a: {
        command: "node",
        args: ["/home/ada/main.js"],
        env: { A: "${A}", B: "${env:B}", C: "${input:c}", D: "$D" },
        headers: { Authorization: "Bearer ${TOKEN}" },
      },
    },
  };
  expect(shown(configuration)).toBe(JSON.stringify(configuration, null, 2));
});
