/**
 * A contract that moves on beside the clients that stay: a spec is changed in twelve ways, `check` says what each
 * means and which version to write, the next major is released, and a client pinned to `/v1/mcp` sees nothing of it.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectHttp, npmIn, repository, startHttp, type Running } from "../../scripts/project.mjs";
import { isRecord } from "../../src/record.js";
import { run } from "../cli/run.js";
import { hasPostgres, psql, startPostgres, whySkipped as whyNoPostgres } from "../support/postgres-server.js";
import { startRedis, storeServer, whySkipped as whyNoStore } from "../support/redis.js";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

const spec = `spec: 1
server: { name: manners-mcp, version: 1.4.0, serve: [1], description: Good manners. }
limits: { rate: 600/minute }
tools:
  greet:
    description: Greet somebody.
    params:
      who: { type: string, maxLength: 20 }
      style: { enum: [plain, warm], default: plain }
    result: { type: object, properties: { text: { type: string } }, required: [text] }
    handler: true
    openWorld: false
  thank:
    description: Thank somebody.
    params: { who: { type: string, maxLength: 20 } }
    result: { type: string, maxLength: 100 }
    handler: true
    openWorld: false
  part:
    description: Say goodbye.
    result: { type: string, maxLength: 100 }
    handler: true
    openWorld: false
    deprecated: { since: 1.3.0, removeIn: 2.0.0, use: greet }
`;

/** What somebody does to the spec, what it is called, and the lowest version that says enough. */
const twelve: readonly (readonly [rule: string, version: string, from: string, to: string])[] = [
  ["tool-description-changed", "1.4.1", "Thank somebody.", "Thank somebody warmly."],
  ["tool-title-changed", "1.4.1", "  thank:\n", "  thank:\n    title: Thanks\n"],
  [
    "property-optional-added",
    "1.5.0",
    "      style:",
    "      loud: { type: boolean, default: false }\n      style:",
  ],
  ["enum-value-added", "1.5.0", "[plain, warm]", "[plain, warm, formal]"],
  ["tool-added", "1.5.0", "  part:\n", "  wave:\n    description: Wave.\n    handler: true\n  part:\n"],
  ["rate-lowered", "1.5.0", "600/minute", "60/minute"],
  [
    "property-required-added",
    "2.0.0",
    "      style:",
    "      language: { type: string, maxLength: 5 }\n      style:",
  ],
  ["enum-value-removed", "2.0.0", "[plain, warm]", "[plain]"],
  ["range-tightened", "2.0.0", "maxLength: 20", "maxLength: 10"],
  ["property-removed", "2.0.0", "properties: { text: { type: string } }, required: [text]", "properties: {}"],
  ["auth-required", "2.0.0", "limits:", "auth: { apiKeys: true }\nlimits:"],
  ["tool-removed", "2.0.0", spec.slice(spec.indexOf("  part:")), ""],
];

const path = "mcp.yaml";
const put = (folder: string, file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const release = (folder: string) => run(folder, ["release", "--date", "2026-01-31"]);

const handler = (key: string, body: string): string =>
  `import { handler } from "../generated/handlers.js";\n\nexport const ${key.replace("_v1", "V1")} = handler("${key}", ${body});\n`;

const first = {
  greet: handler("greet", "({ who }) => ({ text: `Hello, ${who}.` })"),
  thank: handler("thank", "({ who }) => `Thank you, ${who}.`"),
  part: handler("part", '() => "Goodbye."'),
};

/** The second major: greeting asks for a language and answers in another form, nobody parts, and one may wave. */
const second = spec
  .replace("version: 1.4.0, serve: [1]", "version: 2.0.0, serve: [1, 2]")
  .replace("  greet:\n", "  greet:\n    api: [2]\n")
  .replace("      style:", "      language: { type: string, maxLength: 5 }\n      style:")
  .replace("{ text: { type: string } }, required: [text]", "{ said: { type: string } }, required: [said]")
  .replace("Thank somebody.", "Thank somebody, warmly or not.")
  .replace(
    "    params: { who: { type: string, maxLength: 20 } }",
    "    params: { who: { type: string, maxLength: 40 }, warmly: { type: boolean, default: false } }",
  )
  .replace("  part:\n", "  part:\n    api: [1]\n")
  .concat(
    "  greet_v1:\n    name: greet\n    api: [1]\n",
    spec.slice(spec.indexOf("    description: Greet"), spec.indexOf("  thank:")),
    "  wave:\n    description: Wave.\n    result: { type: string, maxLength: 10 }\n    handler: true\n",
  );

let project: GeneratedExample;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-spec-"));
  put(folder, path, spec);
  for (const [name, text] of Object.entries(first)) put(folder, `handlers/${name}.ts`, text);
  project = await generatedProject("majors", ["--spec", join(folder, path)]);
  rmSync(folder, { recursive: true });
});
afterAll(() => project.remove());

test("each of twelve changes is named, with what it means and the version to write", async () => {
  const { folder } = project;
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  for (const [rule, version, from, to] of twelve) {
    expect(spec).toContain(from);
    put(folder, path, spec.replace(from, to));
    const { exitCode, err } = await run(folder, ["check"]);
    expect({ rule, exitCode }).toEqual({ rule, exitCode: 1 });
    expect(err).toContain(`[${rule}]`);
    expect(err).toContain(`${version} or later`);
    expect(err).toContain("MCP1701");
  }
  put(folder, path, spec);
  expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
}, 300_000);

/** The answers to `tools/list` byte by byte, in both eras, and a call by the official client. */
async function seenAt({ url }: Running, at: string): Promise<readonly string[]> {
  const lists = await Promise.all(["2025-11-25", "2026-07-28"].map((era) => listed(new URL(at, url), era)));
  const client = await connectHttp(new URL(at, url));
  try {
    const called = await client.callTool({ name: "greet", arguments: { who: "Ada" } });
    const thanked = await client.callTool({ name: "thank", arguments: { who: "Ada" } });
    return [...lists, JSON.stringify([called, thanked])];
  } finally {
    await client.close();
  }
}

async function listed(url: URL, era: string): Promise<string> {
  const response = await list(url, era);
  expect(response.status).toBe(200);
  return response.text();
}

function list(url: URL, era: string): Promise<Response> {
  const modern = era === "2026-07-28";
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": era,
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return fetch(url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      "mcp-protocol-version": era,
      ...(modern && { "mcp-method": "tools/list" }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: modern ? { _meta } : {} }),
  });
}

/** Builds what the spec says, runs it, and tells what clients see at these paths. */
async function served(paths: readonly string[]): Promise<readonly (readonly string[])[]> {
  await npmIn(project.folder, ["run", "build"]);
  const server = await startHttp(project.folder);
  try {
    return await Promise.all(paths.map((at) => seenAt(server, at)));
  } finally {
    expect(await server.stop()).toBe(0);
  }
}

test("a client pinned to /v1/mcp sees nothing change while /v2/mcp moves on", async () => {
  const { folder } = project;
  const [before, unpinned] = await served(["/v1/mcp", "/mcp"]);
  expect(unpinned).toEqual(before);
  expect(before?.at(-1)).toContain("Hello, Ada.");

  put(folder, path, second);
  const generated = await run(folder, ["generate"]);
  expect(generated).toMatchObject({ exitCode: 0 });
  put(folder, "src/handlers/greet.ts", handler("greet", "({ who }) => ({ said: `Salut, ${who}.` })"));
  put(
    folder,
    "src/handlers/greet-v1.ts",
    first.greet.replace('"greet"', '"greet_v1"').replace("const greet", "const greetV1"),
  );
  put(folder, "src/handlers/wave.ts", handler("wave", '() => "o/"'));
  put(
    folder,
    "src/handlers/thank.ts",
    handler("thank", '({ who, warmly }) => `Thank you${warmly ? " so much" : ""}, ${who}.`'),
  );
  expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  expect(await release(folder)).toMatchObject({ exitCode: 0 });
  const [pinned, next, newest] = await served(["/v1/mcp", "/v2/mcp", "/mcp"]);
  expect(pinned).toEqual(before);
  expect(next?.[0]).toContain("wave");
  expect(next?.slice(0, 2)).toEqual(newest?.slice(0, 2));

  put(folder, path, second.replace("version: 2.0.0", "version: 2.1.0").replace("Wave.", "Wave a hand."));
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  const [still, moved] = await served(["/v1/mcp", "/v2/mcp"]);
  expect(still).toEqual(before);
  expect(moved?.slice(0, 2)).not.toEqual(next?.slice(0, 2));

  const frozen = JSON.parse(readFileSync(join(folder, ".create-mcp-prod/releases/1.4.0.json"), "utf8")) as {
    readonly hash: string;
  };
  expect(before?.[0]).toContain(frozen.hash);
  await npmIn(folder, ["exec", "--", "vitest", "run", "test/generated", "test/majors.test.ts"]);
}, 300_000);

test("a client pinned to /v1/mcp learns when it ends, in both eras, and its tools stay as they are", async () => {
  const { folder } = project;
  const moved = second.replace("version: 2.0.0", "version: 2.1.0").replace("Wave.", "Wave a hand.");
  const lists = async () => {
    await npmIn(folder, ["run", "build"]);
    const server = await startHttp(folder);
    try {
      const answers = ["2025-11-25", "2026-07-28"].flatMap((era) =>
        ["/v1/mcp", "/v2/mcp", "/mcp"].map(async (at) => {
          const response = await list(new URL(at, server.url), era);
          const tools = /"tools":\[.*\],/.exec(await response.text())?.[0];
          return { tools, headers: Object.fromEntries(response.headers) };
        }),
      );
      return { answers: await Promise.all(answers), logged: server.logged };
    } finally {
      expect(await server.stop()).toBe(0);
    }
  };
  const before = await lists();
  expect(before.answers.map(({ headers }) => headers["sunset"])).toEqual(Array(6).fill(undefined));

  put(
    folder,
    path,
    moved.replace("serve: [1, 2]", "serve: [{ major: 1, deprecated: 2026-10-01, sunset: 2999-06-30 }, 2]"),
  );
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  const { exitCode, err } = await run(folder, ["check"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 0,
    err: expect.stringContaining("major 1 is announced to end on 2999-06-30  [sunset-announced]"),
  });
  const after = await lists();
  expect(after.answers[0]?.tools).toContain('"name":"part"');
  expect(after.answers.map(({ tools }) => tools)).toEqual(before.answers.map(({ tools }) => tools));
  const sunset = "Sun, 30 Jun 2999 00:00:00 GMT";
  const none = undefined;
  expect(after.answers.map(({ headers }) => headers["sunset"])).toEqual([
    ...[sunset, none, none],
    ...[sunset, none, none],
  ]);
  expect(after.answers[0]?.headers).toMatchObject({
    deprecation: "@1790812800",
    link: '</v2/mcp>; rel="successor-version"',
  });
  expect(after.logged).toContainEqual(
    expect.objectContaining({ event: "major_ends", major: 1, successor: 2 }),
  );
  expect(before.logged.filter(({ event }) => event === "major_ends")).toEqual([]);
  const generated = ["test/generated/majors-http.test.ts", "test/generated/majors-stdio.test.ts"];
  await npmIn(folder, ["exec", "--", "vitest", "run", ...generated, "test/ends.test.ts"]);

  put(folder, path, moved);
  expect(await run(folder, ["generate", "--prune"])).toMatchObject({ exitCode: 0 });
}, 300_000);

/** People in PostgreSQL, counted in Redis: who runs the server has to say where these are, so another major begins. */
const people = second
  .replace("version: 2.0.0", "version: 2.1.0")
  .replace("limits: { rate: 600/minute }", 'limits: { rate: 600/minute, store: "${REDIS_URL}" }')
  .replace(
    "tools:\n",
    'sources:\n  main: { kind: postgres, url: "${DATABASE_URL}", role: manners_mcp, schema: db/schema.sql }\ntools:\n',
  )
  .concat(
    "  find_people:\n    description: People by name.\n    source: main\n    limits: { rate: 5/hour }\n",
    "    params: { name: { type: string, maxLength: 20 } }\n",
    "    sql: SELECT id, name FROM people WHERE name = :name ORDER BY id\n",
  );
const schema = "CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL, born date NOT NULL);\n";

/** Packages that the project needs by now are there in the repository. */
function linkPackages(folder: string): void {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const place = join(folder, "node_modules", name);
    if (existsSync(place)) continue;
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), place);
  }
}

const rowsOf = (content: unknown): unknown => (isRecord(content) ? content["rows"] : undefined);

/** How many of so many calls are admitted, turn by turn at each server, and what the first one answers. */
async function finding(servers: readonly Running[], at: string, times: number) {
  const clients = await Promise.all(servers.map(({ url }) => connectHttp(new URL(at, url))));
  try {
    const answers = [];
    for (let turn = 0; turn < times; turn++) {
      const client = clients[turn % clients.length];
      answers.push(await client?.callTool({ name: "find_people", arguments: { name: "Ada" } }));
    }
    const refused = answers.filter((answer) => JSON.stringify(answer).includes("RATE_LIMITED"));
    return { admitted: times - refused.length, rows: rowsOf(answers[0]?.structuredContent) };
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

test.skipIf(!hasPostgres || storeServer === undefined)(
  `two majors read one PostgreSQL, and each has a budget of its own in Redis${whyNoPostgres}${whyNoStore}`,
  async () => {
    const { folder } = project;
    put(folder, "db/schema.sql", schema);
    put(folder, path, people);
    expect(await run(folder, ["generate", "--bump", "--serve=keep"])).toMatchObject({ exitCode: 0 });
    const third = readFileSync(join(folder, path), "utf8");
    expect(third).toContain("version: 3.0.0, serve: [1, 2, 3]");
    expect(third).toContain("api: [2, 3]");
    expect(await release(folder)).toMatchObject({ exitCode: 0 });

    // The fourth tells more of each, and less often.
    const fourth = third
      .replace("version: 3.0.0, serve: [1, 2, 3]", "version: 4.0.0, serve: [1, 2, 3, 4]")
      .replace("api: [2, 3]", "api: [2, 3, 4]")
      .replace("SELECT id, name", "SELECT id, name, born")
      .replace("5/hour", "3/hour");
    put(folder, path, fourth);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
    linkPackages(folder);
    await npmIn(folder, ["run", "build"]);

    const redis = await startRedis();
    const postgres = await startPostgres();
    const servers: Running[] = [];
    try {
      await postgres.run("CREATE DATABASE app");
      await postgres.run(`${schema} INSERT INTO people VALUES (1, 'Ada', '1815-12-10')`, "postgres", "app");
      const roles = psql(postgres.url("postgres", "app"), ["-f", join(folder, "db/main/roles.sql")]);
      expect(roles).toMatchObject({ status: 0 });
      const env = { DATABASE_URL: postgres.url("manners_mcp", "app"), REDIS_URL: redis.url };
      servers.push(...(await Promise.all([startHttp(folder, { env }), startHttp(folder, { env })])));

      const older = await finding(servers, "/v3/mcp", 8);
      expect(older).toEqual({ admitted: 5, rows: [{ id: 1, name: "Ada" }] });
      const newer = await finding(servers, "/v4/mcp", 5);
      expect(newer).toEqual({ admitted: 3, rows: [{ id: 1, name: "Ada", born: "1815-12-10" }] });
      // The usual path is the newest major, and counts as that.
      expect(await finding(servers, "/mcp", 2)).toMatchObject({ admitted: 0 });
      const told = () =>
        servers
          .flatMap(({ logged }) => logged.filter(({ tool }) => tool === "find_people"))
          .map(({ api }) => api)
          .sort();
      await expect.poll(told).toEqual([...Array<number>(8).fill(3), ...Array<number>(7).fill(4)]);
    } finally {
      expect(await Promise.all(servers.map(({ stop }) => stop()))).toEqual(servers.map(() => 0));
      await postgres.stop();
      await redis.stop();
    }
  },
  300_000,
);
