/** Each example from the built command to a running server that the official client calls. */
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type CallToolResult } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  cli,
  connectHttp,
  connectStdio,
  npmIn,
  repository,
  run,
  startHttp,
  type Era,
  type Running,
} from "../../scripts/project.mjs";
import { startPetstore } from "../../examples/petstore/service.mjs";
import { provesItsControls } from "./evidence.js";
import { generatedExample, type GeneratedExample } from "./generated-example.js";

type Call = (name: string, args?: Record<string, unknown>) => Promise<CallToolResult>;

const rows = (result: CallToolResult) =>
  (result.structuredContent as { readonly rows: readonly Readonly<Record<string, unknown>>[] }).rows;
const text = (result: CallToolResult) => {
  const [first] = result.content;
  return first?.type === "text" ? first.text : "";
};

/** What an example needs beside itself while it runs. */
interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const alone = async (): Promise<Surroundings> => ({ env: {}, close: async () => {} });

interface Example {
  readonly tools: number;
  readonly surroundings?: () => Promise<Surroundings>;
  readonly check: (call: Call) => Promise<void>;
}

/** What a client must see of each example, over any transport and era. */
const examples: Readonly<Record<string, Example>> = {
  "internal-db": {
    tools: 5,
    check: async (call) => {
      const million = await call("query_users", { limit: 1_000_000 });
      expect(rows(million)).toHaveLength(500);
      expect(million.structuredContent).toHaveProperty("notice", expect.stringContaining("500"));
      expect(text(million)).toBe(JSON.stringify(million.structuredContent));

      const [user] = rows(await call("get_user", { id: 4242 }));
      expect(user).toEqual(
        expect.objectContaining({ id: 4242, email: expect.stringMatching(/@example\.com$/) }),
      );
      expect(user).not.toHaveProperty("password_hash");
      expect(
        rows(await call("find_user_by_email", { email: String(user?.["email"]).toUpperCase() })),
      ).toEqual([expect.objectContaining({ id: 4242 })]);

      const everywhere = rows(await call("search_users", { text: "GARCIA", limit: 100 }));
      const [first] = everywhere;
      const inTeam = rows(await call("search_users", { text: "garcia", team: first?.["team"], limit: 100 }));
      expect(inTeam).toEqual(everywhere.filter(({ team }) => team === first?.["team"]));

      const teams = rows(await call("count_users_by_team"));
      expect(teams.reduce((sum, { active, inactive }) => sum + Number(active) + Number(inactive), 0)).toBe(
        5000,
      );

      const hostile = await call("search_users", { text: "'; DROP TABLE users; --" });
      expect(rows(hostile)).toEqual([]);
      const unknown = await call("query_users", { limit: 1, offset: 10 });
      expect(unknown.isError).toBe(true);
      expect(text(unknown)).toMatch(/^INVALID_ARGUMENTS: .*offset/);
    },
  },
  chinook: {
    tools: 20,
    check: async (call) => {
      const [track] = rows(await call("search_tracks", { text: "bridge", genre: "Jazz" }));
      expect(track).toEqual(expect.objectContaining({ genre: "Jazz", artist: "Nila Fernandes Trio" }));
      const [album] = rows(await call("list_albums", { artist: "kettles" }));
      expect(rows(await call("get_album", { id: album?.["id"] }))).toHaveLength(Number(album?.["tracks"]));
      const countries = rows(await call("sales_by_country"));
      expect(countries.reduce((sum, { invoices }) => sum + Number(invoices), 0)).toBe(90);
      const sold = rows(await call("best_selling_artists", { limit: 50, to: "2000-01-01" }));
      expect(sold).toEqual([]);
      expect(rows(await call("customer_invoices", { email: "liam.odwyer@example.com" }))).not.toEqual([]);
    },
  },
  "handlers-only": {
    tools: 4,
    check: async (call) => {
      const scored = await call("score_lead", { email: "ada@gmail.com", employees: 100 });
      expect(scored.structuredContent).toHaveProperty("score", 44);
      const week = { from: "2026-11-02", to: "2026-11-08" };
      expect((await call("working_days", week)).structuredContent).toEqual({ result: 5 });
      const reversed = await call("working_days", { from: week.to, to: week.from });
      expect(text(reversed)).toMatch(/^DATES_REVERSED: /);
      expect(reversed).not.toHaveProperty("structuredContent");
      const badge = await call("show_badge", { score: 80 });
      expect(badge.content).toContainEqual(
        expect.objectContaining({ type: "image", mimeType: "image/svg+xml" }),
      );
      const saved = await call("record_feedback", { email: "ada@example.com", verdict: "right" });
      expect(saved.structuredContent).toEqual({ saved: true });
    },
  },
  petstore: {
    tools: 7,
    surroundings: async () => {
      const { url, keys, close } = await startPetstore();
      return { env: { PETSTORE_URL: url, PETSTORE_KEY: keys.read, PETSTORE_DESK_KEY: keys.write }, close };
    },
    check: async (call) => {
      const available = { id: 1, name: "Rex", category: "Dogs", status: "available" };
      const found = await call("find_pets");
      expect(found.structuredContent).toEqual({ result: [available, expect.objectContaining({ id: 2 })] });
      expect(text(found)).toMatch(/^<untrusted-[0-9a-f]{32} tool="find_pets" source="source petstore"/);
      const calm = await call("find_pets_by_tags", { tags: ["calm", "a&b=c"] });
      expect(calm.structuredContent).toEqual({
        result: [
          { id: 2, name: "Momo" },
          { id: 3, name: "Ada" },
        ],
      });
      const pet = await call("get_pet", { id: 1 });
      expect(pet.structuredContent).toHaveProperty("tags", [{ name: "loud" }]);
      expect(JSON.stringify(pet)).not.toMatch(/supplier|photo/);
      expect((await call("get_inventory")).structuredContent).toEqual({ available: 2, pending: 0, sold: 1 });
      expect((await call("count_by_category")).structuredContent).toEqual({ Dogs: 1, Cats: 1 });
      const order = await call("place_order", { petId: 2 });
      const { id } = order.structuredContent as { readonly id: number };
      expect((await call("get_order", { id })).structuredContent).toEqual(order.structuredContent);
      const none = await call("get_pet", { id: 99 });
      expect(text(none)).toMatch(/^NOT_FOUND: /);
      expect(text(none)).not.toContain("/api/v3");
    },
  },
  "company-templates": {
    tools: 1,
    check: async (call) => {
      const status = await call("service_status", { service: "mail" });
      expect(status.structuredContent).toEqual({ service: "mail", up: false });
      expect((await call("service_status", { service: "search" })).structuredContent).toHaveProperty(
        "up",
        true,
      );
    },
  },
  conformance: {
    tools: 9,
    check: async (call) => {
      expect(text(await call("test_simple_text"))).toContain("simple text");
      expect((await call("test_multiple_content_types")).content.map(({ type }) => type)).toEqual([
        "text",
        "image",
        "resource",
      ]);
    },
  },
};

describe.each(Object.entries(examples))("example %s", (name, { tools, surroundings = alone, check }) => {
  let project: GeneratedExample;
  let around: Surroundings;
  beforeAll(async () => {
    around = await surroundings();
    project = await generatedExample(name);
  });
  afterAll(async () => {
    await around?.close();
    await project?.remove();
  });

  test("passes its own tests", async () => {
    const { stdout, stderr } = await npmIn(project.folder, ["test"]);
    expect(`${stdout}${stderr}`).toMatch(/Tests .*passed/);
  });

  describe.skipIf(name !== "internal-db")("its evidence", () => {
    provesItsControls(() => project.folder);
  });

  describe.skipIf(name !== "company-templates")("its templates", () => {
    const read = (path: string) => readFile(join(project.folder, path), "utf8");

    test("begin every source with the licence, and add the workflow", async () => {
      const files = await readdir(project.folder, { recursive: true, encoding: "utf8" });
      const own = files.filter((path) =>
        /^(src|test|scripts)\/.*\.(ts|js|mjs)$/.test(path.replaceAll("\\", "/")),
      );
      // The handler and its test were written by hand.
      const made = own.filter((path) => !/handlers.service-status/.test(path));
      const texts = await Promise.all(made.map(read));
      const without = made.filter(
        (_path, at) => !texts[at]?.startsWith("// SPDX-License-Identifier: Apache-2.0\n"),
      );
      expect(made.length).toBeGreaterThan(50);
      expect(without).toEqual([]);
      expect(await read(".github/workflows/company.yml")).toContain("npm run generate -- --check");
    });

    test("make the server log with other names of fields", async () => {
      const server = await startHttp(project.folder);
      try {
        const names = server.logged.map((line) => ["@timestamp", "time"].filter((name) => name in line));
        expect(names.length).toBeGreaterThan(0);
        expect(names).toEqual(names.map(() => ["@timestamp"]));
      } finally {
        await server.stop();
      }
    });

    test("leave nothing to generate", async () => {
      const { stderr } = await cli(["generate", "--check"], { cwd: project.folder });
      expect(stderr).toContain("Everything is as the spec says.");
    });
  });

  test("is formatted as its own configuration says", async () => {
    const prettier = join(repository, "node_modules/prettier/bin/prettier.cjs");
    const { stdout } = await run(process.execPath, [prettier, "--check", "."], { cwd: project.folder });
    expect(stdout).toContain("All matched files use Prettier code style");
  });

  describe("over HTTP, without code from strings", () => {
    let server: Running;
    beforeAll(async () => {
      const execArgv = ["--disallow-code-generation-from-strings"];
      server = await startHttp(project.folder, { execArgv, env: around.env });
    });
    afterAll(() => server?.stop());

    test.each<Era>(["modern", "legacy"])("answers a %s client", async (era) => {
      await expectAnswers(await connectHttp(server.url, era), tools, check);
    });
  });

  test.each<Era>(["modern", "legacy"])("answers a %s client over stdio", async (era) => {
    await expectAnswers(await connectStdio(project.folder, { era, env: around.env }), tools, check);
  });

  test("is started from another folder by what `connect` prints", async () => {
    const client = await connectPrinted(project.folder, around.env);
    await expectAnswers(client, tools, check);
  });

  test.skipIf(name !== "handlers-only")("keeps what its handler writes in the project", async () => {
    const feedback = await readFile(join(project.folder, "var/feedback.jsonl"), "utf8");
    // Two clients over HTTP, two over stdio, and the one of another folder.
    expect(feedback.trimEnd().split("\n")).toHaveLength(5);
  });

  test("has an audit of all those calls that verifies", async () => {
    const { stdout } = await npmIn(project.folder, ["run", "--silent", "audit:verify"]);
    const records = await readFile(join(project.folder, "var/audit.jsonl"), "utf8");
    expect(records.split("\n").filter((line) => line.includes('"tool"')).length).toBeGreaterThanOrEqual(8);
    expect(stdout).not.toBe("");
  });
});

/** The official client, with the command, the arguments and the variables that Claude Code would be configured with. */
async function connectPrinted(folder: string, env: Readonly<Record<string, string>>): Promise<Client> {
  const { stdout } = await cli(["connect", "claude-code", "--transport", "stdio"], { cwd: folder, env });
  const { mcpServers } = JSON.parse(stdout) as {
    readonly mcpServers: Readonly<Record<string, Printed>>;
  };
  const [printed] = Object.values(mcpServers);
  if (printed === undefined) throw new Error("nothing was printed");
  const expanded = Object.entries(printed.env ?? {}).map(([name, reference]) => {
    expect(reference).toBe(`\${${name}}`);
    return [name, env[name] ?? ""] as const;
  });
  const client = new Client({ name: "create-mcp-prod", version: "1.0.0" });
  const { command, args } = printed;
  const surroundings = { PATH: process.env["PATH"] ?? "", ...Object.fromEntries(expanded) };
  await client.connect(
    new StdioClientTransport({ command, args, cwd: tmpdir(), env: surroundings, stderr: "ignore" }),
  );
  return client;
}

interface Printed {
  readonly command: string;
  readonly args: string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function expectAnswers(
  client: Client,
  tools: number,
  check: (call: Call) => Promise<void>,
): Promise<void> {
  try {
    const listed = await client.listTools();
    expect(listed.tools).toHaveLength(tools);
    await check(
      async (name, args = {}) => (await client.callTool({ name, arguments: args })) as CallToolResult,
    );
  } finally {
    await client.close();
  }
}
