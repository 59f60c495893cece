/** What each client's file holds before and after: the table that `connect` is about. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { describe, expect, test } from "vitest";
import { clients } from "../../src/connect/clients.js";
import { nodePath, machineOf } from "../../src/connect/machine.js";
import { parseJson } from "../../src/regenerate/merge/json.js";
import { project, secrets, type Project } from "./project.js";

type Value = Readonly<Record<string, unknown>>;

interface Expected {
  /** Below the home folder, and below the project where the client has such a file. */
  readonly user: string;
  readonly project?: string;
  readonly parse: (text: string) => unknown;
  readonly stdio: (main: string) => Value;
  /** Absent: not for its file. */
  readonly http?: Value;
  /** A file with what others wrote, comments and an odd layout; every line has to outlive a change. */
  readonly existing: string;
  readonly malformed: string;
  /** An entry of ours with another server in it, and a choice of the user's. */
  readonly another: string;
  /** How that choice reads, which `--force` keeps. */
  readonly kept: string;
}

const json = (text: string) => parseJson(text)?.value;
const bearer = (reference: string) => ({ Authorization: `Bearer ${reference}` });
const url = "http://127.0.0.1:4100/mcp";

const jsonFile = (at: string) => ({
  parse: json,
  existing: `{\n    // set by hand\n    "theme": "dark", /* good */\n    "${at}": {\n        "other": { "command": "other", "args": [ "-y" ] } // and no more\n    }\n}\n`,
  malformed: `{ "${at}": { "other": `,
  another: `{ "${at}": { "shop-mcp": { "command": "python", "args": ["old.py"], "env": { "LOG_LEVEL": "debug" }, "timeout": 9 } } }`,
  kept: `"timeout": 9`,
});

const table: Readonly<Record<string, Expected>> = {
  "claude-code": {
    ...jsonFile("mcpServers"),
    user: ".claude.json",
    project: ".mcp.json",
    stdio: (main) => ({
      mcpServers: {
        "shop-mcp": {
          type: "stdio",
          command: "node",
          args: [main, "--stdio"],
          env: { ORDERS_URL: "${ORDERS_URL}", STOCK_FILE: "${STOCK_FILE}" },
        },
      },
    }),
    http: { mcpServers: { "shop-mcp": { type: "http", url, headers: bearer("${SHOP_MCP_TOKEN}") } } },
  },
  "claude-desktop": {
    ...jsonFile("mcpServers"),
    user: ".config/Claude/claude_desktop_config.json",
    stdio: (main) => ({
      mcpServers: {
        "shop-mcp": {
          command: nodePath(machineOf({ env: process.env })),
          args: [main, "--stdio"],
          env: {
            ORDERS_URL_FILE: main.replace("dist/main.js", "var/secrets/ORDERS_URL"),
            STOCK_FILE: "/data/stock.sqlite",
          },
        },
      },
    }),
  },
  vscode: {
    ...jsonFile("servers"),
    user: ".config/Code/User/mcp.json",
    project: ".vscode/mcp.json",
    stdio: (main) => ({
      inputs: [
        {
          type: "promptString",
          id: "shop-mcp-orders-url",
          description: "ORDERS_URL of shop.mcp",
          password: true,
        },
      ],
      servers: {
        "shop-mcp": {
          type: "stdio",
          command: "node",
          args: [main, "--stdio"],
          env: { ORDERS_URL: "${input:shop-mcp-orders-url}", STOCK_FILE: "${env:STOCK_FILE}" },
        },
      },
    }),
    http: {
      inputs: [
        { type: "promptString", id: "shop-mcp-token", description: "Token for shop.mcp", password: true },
      ],
      servers: { "shop-mcp": { type: "http", url, headers: bearer("${input:shop-mcp-token}") } },
    },
  },
  cursor: {
    ...jsonFile("mcpServers"),
    user: ".cursor/mcp.json",
    project: ".cursor/mcp.json",
    stdio: (main) => ({
      mcpServers: {
        "shop-mcp": {
          type: "stdio",
          command: "node",
          args: [main, "--stdio"],
          env: { ORDERS_URL: "${env:ORDERS_URL}", STOCK_FILE: "${env:STOCK_FILE}" },
        },
      },
    }),
    http: { mcpServers: { "shop-mcp": { url, headers: bearer("${env:SHOP_MCP_TOKEN}") } } },
  },
  "gemini-cli": {
    ...jsonFile("mcpServers"),
    user: ".gemini/settings.json",
    project: ".gemini/settings.json",
    stdio: (main) => ({
      mcpServers: {
        "shop-mcp": {
          command: "node",
          args: [main, "--stdio"],
          env: { ORDERS_URL: "${ORDERS_URL}", STOCK_FILE: "${STOCK_FILE}" },
        },
      },
    }),
    http: { mcpServers: { "shop-mcp": { httpUrl: url, headers: bearer("${SHOP_MCP_TOKEN}") } } },
  },
  codex: {
    user: ".codex/config.toml",
    project: ".codex/config.toml",
    parse: parseToml,
    stdio: (main) => ({
      mcp_servers: {
        "shop-mcp": {
          command: "node",
          args: [main, "--stdio"],
          env_vars: ["ORDERS_URL", "STOCK_FILE"],
        },
      },
    }),
    http: { mcp_servers: { "shop-mcp": { url, bearer_token_env_var: "SHOP_MCP_TOKEN" } } },
    existing:
      '# set by hand\nmodel = \'x\'   # good\n\n  [mcp_servers.other] # one\n  command = "other"\n\n[tui]\nnotifications = [\n  "a", # first\n]\n',
    malformed: "model = \n[mcp_servers.other]\n",
    another:
      'model = "x"\n[mcp_servers.shop-mcp]\ncommand = "python"\nargs = ["old.py"]\nstartup_timeout_sec = 9 # slow\n\n[mcp_servers.shop-mcp.tools.count]\napproval_mode = "approve"\n\n[tui]\n',
    kept: "startup_timeout_sec = 9 # slow",
  },
  goose: {
    user: ".config/goose/config.yaml",
    parse: parseYaml,
    stdio: (main) => ({
      extensions: {
        shop_mcp: {
          enabled: true,
          name: "shop.mcp",
          timeout: 300,
          type: "stdio",
          cmd: "node",
          args: [main, "--stdio"],
          env_keys: ["ORDERS_URL", "STOCK_FILE"],
        },
      },
    }),
    http: {
      extensions: {
        shop_mcp: {
          enabled: true,
          name: "shop.mcp",
          timeout: 300,
          type: "streamable_http",
          uri: url,
          headers: bearer("${SHOP_MCP_TOKEN}"),
          env_keys: ["SHOP_MCP_TOKEN"],
        },
      },
    },
    existing:
      "# set by hand\nGOOSE_MODE: smart_approve # good\nextensions:\n    developer: # built in\n        enabled: true\n        type: builtin\n",
    malformed: "extensions:\n  developer: [\n",
    another:
      "extensions:\n  shop_mcp:\n    enabled: false # not now\n    type: stdio\n    cmd: python\n    args: [old.py]\n",
    kept: "enabled: false # not now",
  },
};

const fileOf = (own: Project, client: string) => join(own.home, table[client]?.user ?? "");
const mainOf = (own: Project) => join(own.folder, "dist/main.js");
const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

test("every client of the table is looked at here", () => {
  expect(clients.map(({ name }) => name)).toEqual(Object.keys(table));
});

describe.each(Object.entries(table))("%s", (client, expected) => {
  test("prints what its file takes, writes nothing and shows no secret", async () => {
    const own = project();
    const { exitCode, out, err } = await own.connect(client);
    expect(exitCode).toBe(0);
    expect(expected.parse(out)).toEqual(expected.stdio(mainOf(own)));
    expect(err).toContain(fileOf(own, client));
    expect(readdirSync(own.home)).toEqual([]);
    expect(out + err).not.toContain(secrets.ORDERS_URL);
  });

  test("over HTTP it is told the URL and where the token comes from", async () => {
    const own = project();
    const { exitCode, out, err } = await own.connect(client, "--transport", "http");
    expect(exitCode).toBe(0);
    if (expected.http !== undefined) expect(expected.parse(out)).toEqual(expected.http);
    else expect({ out, told: err.includes(url) }).toEqual({ out: "", told: true });
  });

  test("a file is made where there is none, for its user alone", async () => {
    const own = project();
    expect((await own.connect(client, "--write")).exitCode).toBe(0);
    expect(expected.parse(own.read(fileOf(own, client)))).toEqual(expected.stdio(mainOf(own)));
    expect(readdirSync(dirname(fileOf(own, client)))).toHaveLength(1);
  });

  test.skipIf(expected.project === undefined)("a project has a file of its own", async () => {
    const own = project();
    await own.connect(client, "--write", "--scope", "project");
    const text = own.read(join(own.folder, expected.project ?? ""));
    expect(expected.parse(text)).toEqual(expected.stdio(mainOf(own)));
    expect(readdirSync(own.home)).toEqual([]);
  });

  test("what is there stays, in its place and with its comments; what was is kept beside it", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.existing);
    expect((await own.connect(client, "--write")).exitCode).toBe(0);
    const text = own.read(fileOf(own, client));
    const withoutComma = (line: string) => line.replace(/,(?=\s*(?:\/\/|\/\*|$))/, "");
    const kept = lines(text).map(withoutComma);
    for (const line of lines(expected.existing).map(withoutComma)) expect(kept).toContain(line);
    expect(expected.parse(text)).toMatchObject(expected.stdio(mainOf(own)));
    expect(expected.parse(text)).toMatchObject(expected.parse(expected.existing) as object);
    expect(own.read(`${fileOf(own, client)}.bak`)).toBe(expected.existing);
  });

  test("the second run changes nothing", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.existing);
    await own.connect(client, "--write");
    const first = own.read(fileOf(own, client));
    const second = await own.connect(client, "--write", "--json");
    expect(JSON.parse(second.out)).toMatchObject({ ok: true, action: "none", client });
    expect(own.read(fileOf(own, client))).toBe(first);
    expect(existsSync(`${fileOf(own, client)}.bak2`)).toBe(false);
  });

  test("another entry of that name is shown and refused", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.another);
    const { exitCode, out, err } = await own.connect(client, "--write");
    expect(exitCode).toBe(1);
    expect(err).toContain("MCP1953");
    expect(out).toMatch(/^-.*python/m);
    expect(own.read(fileOf(own, client))).toBe(expected.another);
  });

  test("--force replaces what says which server it is, and keeps the user's choices", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.another);
    expect((await own.connect(client, "--write", "--force")).exitCode).toBe(0);
    const text = own.read(fileOf(own, client));
    expect(text).toContain(expected.kept);
    expect(text).not.toContain("python");
    const { exitCode, err } = await own.connect(client, "--write");
    expect({ exitCode, isSame: err.includes("nothing to change") }).toEqual({ exitCode: 0, isSame: true });
  });

  test.skipIf(expected.http === undefined)("--force moves an entry to the other transport", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.another);
    await own.connect(client, "--write", "--force", "--transport", "http");
    const text = own.read(fileOf(own, client));
    expect(expected.parse(text)).toMatchObject(
      client === "goose" ? { extensions: { shop_mcp: { uri: url } } } : (expected.http ?? {}),
    );
    expect(text).toContain(expected.kept);
    expect(text).not.toMatch(/python|old\.py/);
  });

  test("a file that it cannot read is left as it is", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.malformed);
    const { exitCode, err } = await own.connect(client, "--write", "--force");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/MCP1952 .*line \d+, column \d+/);
    expect(own.read(fileOf(own, client))).toBe(expected.malformed);
    expect(readdirSync(dirname(fileOf(own, client)))).toHaveLength(1);
  });

  test("a dry run shows a patch and writes nothing", async () => {
    const own = project();
    own.write(fileOf(own, client), expected.existing);
    const { exitCode, out } = await own.connect(client, "--dry-run", "--write");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^@@ /m);
    expect(out).toContain(mainOf(own));
    expect(own.read(fileOf(own, client))).toBe(expected.existing);
    expect(readdirSync(dirname(fileOf(own, client)))).toHaveLength(1);
  });
});
