import { expect, test } from "vitest";
import { render } from "../../../src/render/render.js";
import { loadSpec } from "../../../src/spec/load.js";
import { memoryFiles } from "../../spec/support.js";

const api = "sources: { desk: { kind: http, baseUrl: https://api.example.com } }";
const jwt = "auth: { jwt: { issuer: https://id.example.com, audience: https://mcp.example.com/mcp } }";
const keys = "auth: { apiKeys: true }";
const both = "transports: { stdio: true, http: {} }";
const http = "transports: { http: {} }";
const stdio = "transports: { stdio: true }";

const mainOf = async (...parts: readonly string[]) => {
  const text = `spec: 1
server: { name: desk-mcp, version: 1.0.0, description: A desk. }
deploy: { lambda: ${!parts.includes(stdio)} }
${parts.join("\n")}
tools: { sit: { description: Sit down., handler: true } }
`;
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text }));
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  const files = await render(loaded.value.model);
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";
  const said = (path: string) => /warnOfProxies\(\w+(?:\.env)?, (\{.*\}), log\);/.exec(textOf(path))?.[1];
  return {
    main: said("src/main.ts"),
    lambda: said("src/lambda.ts"),
    isThere: textOf("src/proxies.ts") !== "",
    readme: textOf("README.md").includes("proxy_not_used"),
  };
};

const served = 'config.transport === "http"';
test.each([
  ["nothing", [both, keys], undefined, undefined],
  ["HTTP APIs", [both, keys, api], "{ apis: true }", "{ apis: true }"],
  ["HTTP APIs over stdio", [stdio, api], "{ apis: true }", undefined],
  ["an issuer", [http, jwt], "{ issuer: true }", "{ issuer: true }"],
  ["an issuer, when HTTP is served", [both, jwt], `{ issuer: ${served} }`, "{ issuer: true }"],
  ["both", [http, api, jwt], "{ apis: true, issuer: true }", "{ apis: true, issuer: true }"],
  [
    "both, when HTTP is served",
    [both, api, jwt],
    `{ apis: true, issuer: ${served} }`,
    "{ apis: true, issuer: true }",
  ],
])("the server says that it uses no proxy for %s", async (_what, parts, main, lambda) => {
  const isThere = main !== undefined;
  expect(await mainOf(...parts)).toEqual({ main, lambda, isThere, readme: isThere });
});
