/** `connect` as its user meets it, beside what each client's file gets. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../cli/run.js";
import { project, secrets } from "./project.js";

const spec = (more: string) => `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
${more}
tools:
  greet: { description: Greet somebody., result: { type: string, maxLength: 100 }, handler: true }
`;

const stdioOnly = spec("transports: { stdio: true, http: false }");
const httpOnly = spec("transports: { stdio: false, http: true }");
const tokens = spec(
  "auth: { jwt: { issuer: https://id.example.com, audience: https://mcp.example.com/mcp } }",
);

test.each([
  ["nothing", [], "connect takes one of claude-code, claude-desktop, vscode"],
  ["a misspelt client", ["claude-dekstop"], 'did you mean "claude-desktop"?'],
  ["a password in the URL", ["codex", "--url", "https://a:b@example.com"], "holds a password"],
  ["no URL", ["codex", "--url", "example.com"], "is not the URL of a server"],
  ["another protocol", ["codex", "--url", "ftp://example.com"], "is not the URL of a server"],
  ["a token itself", ["codex", "--transport", "http", "--token", "sk-1234"], "never the token itself"],
  ["a URL for stdio", ["codex", "--transport", "stdio", "--url", "https://example.com"], "are for HTTP"],
  ["both transports", ["codex", "--transport", "stdio", "--transport", "http"], "more than once"],
  ["a scope that the client lacks", ["goose", "--scope", "project"], "one configuration for all projects"],
  ["to write what has no file", ["chatgpt", "--write"], "no file of chatgpt"],
  ["to write what its file does not take", ["claude-desktop", "--transport", "http", "--write"], "MCP1951"],
])("%s is refused", async (_, words, told) => {
  const own = project();
  const { exitCode, out, err } = await own.connect(...words);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toContain(told);
  expect(readdirSync(own.home)).toEqual([]);
});

test.each([
  [stdioOnly, "http", "shop does not serve http"],
  [httpOnly, "stdio", "shop does not serve stdio"],
])("a transport that the server lacks is refused", async (text, transport, told) => {
  const { exitCode, err } = await project(text).connect("cursor", "--transport", transport);
  expect(exitCode).toBe(2);
  expect(err).toContain(told);
});

test("without a wish it is the transport that the server has", async () => {
  expect((await project(httpOnly).connect("codex")).out).toContain('url = "http://127.0.0.1:3000/mcp"');
  expect((await project(stdioOnly).connect("codex")).out).toContain("command =");
});

test("a server with tokens is called at its public URL, where the client signs in", async () => {
  const { out } = await project(tokens).connect("claude-code", "--transport", "http");
  expect(JSON.parse(out)).toEqual({
    mcpServers: { shop: { type: "http", url: "https://mcp.example.com/mcp" } },
  });
});

test("--url and --token are for a server that runs elsewhere", async () => {
  const { out } = await project(tokens).connect(
    "codex",
    "--url",
    "https://x.example.com/mcp",
    "--token",
    "T",
  );
  expect(out).toBe('[mcp_servers.shop]\nurl = "https://x.example.com/mcp"\nbearer_token_env_var = "T"\n');
});

test("--name is another entry beside the first", async () => {
  const own = project(stdioOnly);
  await own.connect("cursor", "--write");
  await own.connect("cursor", "--write", "--name", "my shop");
  const { mcpServers } = JSON.parse(own.read(join(own.home, ".cursor/mcp.json"))) as {
    readonly mcpServers: object;
  };
  expect(Object.keys(mcpServers)).toEqual(["shop", "my-shop"]);
});

test("a client that is used in another project is told where the server is", async () => {
  const own = project(stdioOnly);
  const place = join(own.home, "app");
  mkdirSync(place);
  const words = ["connect", "vscode", "../../server", "--scope", "project", "--write"];
  expect((await run(place, words, { env: own.env })).exitCode).toBe(0);
  expect(own.read(join(place, ".vscode/mcp.json"))).toContain(join(own.folder, "dist/main.js"));
});

test("inside the project, the project's own file is meant", async () => {
  const own = project(stdioOnly);
  const place = join(own.folder, "src");
  mkdirSync(place);
  await run(place, ["connect", "cursor", "--scope", "project", "--write"], { env: own.env });
  expect(existsSync(join(own.folder, ".cursor/mcp.json"))).toBe(true);
});

test("a project that is not built is told so", async () => {
  const own = project(stdioOnly);
  expect((await own.connect("codex")).err).not.toContain("npm run build");
  rmSync(join(own.folder, "dist"), { recursive: true });
  expect((await own.connect("codex")).err).toContain("`npm run build` makes it");
});

test("where variables come from is said by each client's own means", async () => {
  const own = project();
  expect((await own.connect("claude-code")).err).toContain(
    "ORDERS_URL, STOCK_FILE come from the environment that Claude Code is started in",
  );
  expect((await own.connect("vscode")).err).toContain("VS Code asks for ORDERS_URL at the first start");
  expect((await own.connect("goose")).err).toContain("from its environment or its keyring");
  expect((await own.connect("claude-desktop")).err).toContain(
    `Put ORDERS_URL into ${join(own.folder, "var/secrets/ORDERS_URL")}, readable by you alone`,
  );
});

test("a setting that Claude Desktop could not know is asked for", async () => {
  const own = project();
  const { STOCK_FILE: _, ...env } = own.env as Record<string, string>;
  const { out, err } = await run(own.folder, ["connect", "claude-desktop"], { env });
  expect(out).not.toContain("STOCK_FILE");
  expect(err).toContain("STOCK_FILE is not set here");
});

test("secrets around a change are not shown", async () => {
  const own = project();
  const path = join(own.home, ".cursor/mcp.json");
  own.write(
    path,
    JSON.stringify({ mcpServers: { other: { url: "http://x", headers: { "X-Key": "k-123456" } } } }, null, 2),
  );
  const { out, err } = await own.connect("cursor", "--dry-run");
  expect(out).toContain('"X-Key": "…"');
  expect(out + err).not.toContain("k-123456");
  await own.connect("cursor", "--write");
  expect(own.read(path)).toContain("k-123456");
  expect(own.read(path)).not.toContain(secrets.ORDERS_URL);
});

test("a literal secret in an entry of ours is a difference, and is not shown either", async () => {
  const own = project();
  await own.connect("claude-code", "--write");
  const path = join(own.home, ".claude.json");
  own.write(path, own.read(path).replace("${ORDERS_URL}", secrets.ORDERS_URL));
  const { exitCode, out, err } = await own.connect("claude-code", "--write");
  expect(exitCode).toBe(1);
  expect(err).toContain("differs in env");
  expect(out).toContain('-        "ORDERS_URL": "…"');
  expect(out + err).not.toContain("hunter22");
});

test("with --json, stdout is JSON and nothing else", async () => {
  const own = project(stdioOnly);
  const printed = await own.connect("goose", "--json");
  expect(printed.err).toBe("");
  expect(JSON.parse(printed.out)).toMatchObject({
    command: "connect",
    ok: true,
    client: "goose",
    scope: "user",
    file: join(own.home, ".config/goose/config.yaml"),
    text: expect.stringContaining("cmd: node"),
  });
  writeFileSync(join(own.home, ".claude.json"), "{}\n");
  const written = await own.connect("claude-code", "--write", "--json");
  expect(JSON.parse(written.out)).toMatchObject({
    action: "add",
    backup: join(own.home, ".claude.json.bak"),
  });
});

test("a client may stay on one major of the tools", async () => {
  const own = project();
  cpSync(new URL("../specs/side-by-side/", import.meta.url), own.folder, { recursive: true });
  const stdio = JSON.parse((await own.connect("other", "--api", "1")).out) as object;
  expect(JSON.stringify(stdio)).toContain('"--stdio","--api","1"]');
  const http = await own.connect("codex", "--api", "1", "--transport", "http");
  expect(http.out).toContain('url = "http://127.0.0.1:3000/v1/mcp"');
  const ends = "Major 1 ends on 2027-06-30. How to move on: https://example.com/bookshop/to-v2\n";
  expect(http.err).toContain(ends);
  expect((await own.connect("codex", "--api", "2")).err).not.toContain("ends on");
  expect((await own.connect("codex", "--api", "3")).err).toContain("serves majors 1, 2");
  const given = await own.connect("codex", "--api", "1", "--url", "https://x.example.com/mcp");
  expect(given.err).toContain("--api is part of the --url");
});

test("a major is part of the public URL, if that ends as the server's path does", async () => {
  const own = project();
  cpSync(new URL("../specs/side-by-side/", import.meta.url), own.folder, { recursive: true });
  const path = join(own.folder, "mcp.yaml");
  const text = own.read(path);
  const at = (audience: string) =>
    text.replace("apiKeys: true", `jwt: { issuer: https://id.example.com, audience: ${audience} }`);
  own.write(path, at("https://books.example.com/mcp"));
  const same = await own.connect("cursor", "--api", "1", "--transport", "http");
  expect(same.out).toContain('"url": "https://books.example.com/v1/mcp"');
  own.write(path, at("https://example.com/books"));
  const another = await own.connect("cursor", "--api", "1", "--transport", "http");
  expect(another.err).toContain("give its --url instead of --api");
});

test("a server of one major takes no --api", async () => {
  const { exitCode, err } = await project(stdioOnly).connect("codex", "--api", "1");
  expect({ exitCode, told: err.includes("serves one major only") }).toEqual({ exitCode: 2, told: true });
});

test("ChatGPT is told of by words, with the URL to paste", async () => {
  const { exitCode, out, err } = await project(tokens).connect("chatgpt", "--transport", "http");
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: "https://mcp.example.com/mcp\n" });
  expect(err).toContain("Developer mode");
  const local = await project(stdioOnly).connect("chatgpt");
  expect(local.err).toContain("ChatGPT starts no servers");
  const here = await project(httpOnly).connect("chatgpt");
  expect(here.err).toContain("has to be public and HTTPS");
});

test("any other client gets the usual form, with what is to be filled in", async () => {
  const { out, err } = await project().connect("other");
  expect(JSON.parse(out)).toMatchObject({
    mcpServers: { "shop.mcp": { env: { ORDERS_URL: "<ORDERS_URL>" } } },
  });
  expect(err).toContain("for you to fill in");
});

test("outside of any project it says what it looked for", async () => {
  const own = project();
  const { exitCode, err } = await run(own.home, ["connect", "codex"], { env: own.env });
  expect(exitCode).toBe(2);
  expect(err).toContain("MCP1510");
});
