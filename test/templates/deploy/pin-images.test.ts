/** `npm run pin-images` against a registry on this machine, which wants a token as public ones do. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../templates/image/scripts/pin-images.mjs", import.meta.url));
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

let registry: ReturnType<typeof createServer>;
let origin: string;
let folder: string;
let tokens: number;

beforeEach(async () => {
  tokens = 0;
  registry = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://${origin}`);
    if (url.pathname === "/token") {
      tokens += 1;
      return void response.end(JSON.stringify({ token: `for ${url.searchParams.get("scope")}` }));
    }
    const [, name, tag] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(url.pathname) ?? [];
    const scope = `repository:${name}:pull`;
    if (request.headers.authorization !== `Bearer for ${scope}`) {
      const challenge = `Bearer realm="http://${origin}/token",service="registry",scope="${scope}"`;
      return void response.writeHead(401, { "www-authenticate": challenge }).end();
    }
    if (tag === "gone") return void response.writeHead(404).end();
    const list = request.headers.accept?.startsWith("application/vnd.oci.image.index.v1+json");
    response.writeHead(200, { "docker-content-digest": digest(list ? "b" : "c") }).end();
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  origin = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), "mcp-pins-"));
  mkdirSync(join(folder, "scripts"));
  mkdirSync(join(folder, "deploy"));
  cpSync(script, join(folder, "scripts/pin-images.mjs"));
});

afterEach(() => {
  registry.closeAllConnections();
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, text: string) => writeFileSync(join(folder, "deploy", file), text);
const read = (file: string) => readFileSync(join(folder, "deploy", file), "utf8");

async function pin(...args: string[]) {
  const child = spawn(process.execPath, [join(folder, "scripts/pin-images.mjs"), ...args]);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

const dockerfile = (pinned: string) =>
  `# node:24@${digest("0")} is no base here\nFROM ${origin}/library/node:24@${pinned} AS build\nRUN true\nFROM ${origin}/distroless/node:nonroot@${pinned}\n`;
const compose = (pinned: string) =>
  `services:\n  store:\n    image: ${origin}/valkey/valkey:9-alpine@${pinned}\n  server:\n    image: ours\n`;

test("writes what each tag stands for now beside it, and nothing else", async () => {
  write("Dockerfile", dockerfile(digest("a")));
  write("compose.yaml", compose(digest("a")));
  const { code, output } = await pin();
  expect(code).toBe(0);
  expect(output.match(/^moved /gm)).toHaveLength(3);
  expect(read("Dockerfile")).toBe(dockerfile(digest("b")));
  expect(read("compose.yaml")).toBe(compose(digest("b")));
  expect(tokens).toBe(3);
});

test("with --check says what has moved, exits with 1, and writes nothing", async () => {
  write("Dockerfile", dockerfile(digest("a")));
  expect((await pin("--check")).code).toBe(1);
  expect(read("Dockerfile")).toBe(dockerfile(digest("a")));
  write("Dockerfile", dockerfile(digest("b")));
  expect(await pin("--check")).toMatchObject({ code: 0, output: expect.stringMatching(/^same /) as string });
  expect(existsSync(join(folder, "deploy/compose.yaml"))).toBe(false);
});

test("a tag that the registry does not have is named, and nothing is written", async () => {
  write("Dockerfile", dockerfile(digest("a")));
  const gone = `services:\n  edge:\n    image: ${origin}/nginx:gone@${digest("a")}\n`;
  write("compose.yaml", gone);
  const { code, output } = await pin();
  expect(code).toBe(2);
  expect(output).toContain(`${origin}/nginx:gone: the registry answered 404`);
  expect(read("Dockerfile")).toBe(dockerfile(digest("a")));
});

test("a registry that is away is no reason to touch a file", async () => {
  const text = dockerfile(digest("a")).replaceAll(origin, "127.0.0.1:9");
  write("Dockerfile", text);
  expect((await pin()).code).toBe(2);
  expect(read("Dockerfile")).toBe(text);
});
