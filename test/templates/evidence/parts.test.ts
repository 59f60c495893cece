import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readComponents } from "../../../templates/evidence/scripts/evidence/components.mjs";
import { credentialsOf } from "../../../templates/evidence/scripts/evidence/credentials.mjs";
import { ask, commitOf } from "../../../templates/evidence/scripts/evidence/programs.mjs";
import { startOnce } from "../../../templates/evidence/scripts/evidence/server.mjs";
import { readResults } from "../../../templates/evidence/scripts/evidence/tests.mjs";

const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "evidence-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

describe("what vitest says", () => {
  const file = (status: string, assertionResults: readonly object[], message = "") => ({
    name: "/home/somebody/people-mcp/test/rate.test.ts",
    status,
    message,
    assertionResults,
  });
  const one = (status: string, failureMessages: readonly string[] = []) => ({
    title: "refuses 4 calls",
    ancestorTitles: ["over HTTP"],
    status,
    duration: 1.6,
    failureMessages,
  });
  const read = (...testResults: readonly object[]) =>
    readResults({ testResults }, "/home/somebody/people-mcp/");

  test("is read with files relative to the project", () => {
    expect(read(file("passed", [one("passed")]))).toEqual({
      tests: [
        {
          file: "test/rate.test.ts",
          title: "refuses 4 calls",
          within: ["over HTTP"],
          state: "passed",
          ms: 2,
        },
      ],
      broken: {},
    });
  });

  test.each(["skipped", "pending", "todo", "disabled"])("%s is skipped, never passed", (status) => {
    expect(read(file("passed", [one(status)])).tests).toMatchObject([{ state: "skipped" }]);
  });

  test("loses colours, the place of the project, and lines of other people's code", () => {
    const message = [
      "\u001b[31mAssertionError\u001b[39m: expected 4 to be 3",
      "    at /home/somebody/people-mcp/test/rate.test.ts:3:5",
      "    at file:///home/somebody/people-mcp/node_modules/vitest/dist/run.js:1:1",
    ].join("\n");
    expect(read(file("failed", [one("failed", [message])])).tests[0]?.failure).toBe(
      "AssertionError: expected 4 to be 3\n    at test/rate.test.ts:3:5",
    );
  });

  test("of a file that does not load, or that a hook ends, is kept with the reason", () => {
    expect(read(file("failed", [], "Cannot find module './limit.js'")).broken).toEqual({
      "test/rate.test.ts": "Cannot find module './limit.js'",
    });
    expect(read(file("failed", [one("passed")])).broken).toEqual({
      "test/rate.test.ts": "The file could not be run.",
    });
  });
});

describe("the built server, started once", () => {
  const started = (script: string, timeoutMs?: number) => {
    const folder = temporary();
    writeFileSync(join(folder, "main.mjs"), script);
    return startOnce(folder, "node main.mjs --http", timeoutMs);
  };
  const log = (event: object) => `process.stderr.write(${JSON.stringify(`${JSON.stringify(event)}\n`)});`;
  const settings = `process.stderr.write(JSON.stringify({ event: "settings", args: process.argv.slice(2),
    host: process.env.HOST, port: process.env.PORT, audit: process.env.AUDIT_FILE }) + "\\n");`;

  test("is heard until it is ready, with nobody to reach it and a record of its own, and ended", async () => {
    const script = `${settings} ${log({ event: "ready", contract: "sha256:1" })} setInterval(() => {}, 1e6);`;
    const { ready, lines, reason } = await started(script);
    expect([ready, reason]).toEqual([true, undefined]);
    expect(lines).toMatchObject([
      { event: "settings", args: ["--http"], host: "127.0.0.1", port: "0" },
      { event: "ready", contract: "sha256:1" },
    ]);
    expect(lines[0]?.["audit"]).toMatch(/audit\.jsonl$/);
  });

  test("that refuses to start is quoted", async () => {
    const refusal = 'The credential of source \\"main\\" can do more than read.';
    const script = `${log({ event: "credential_refused", source: "main" })} console.error("${refusal}"); process.exit(1);`;
    expect(await started(script)).toEqual({
      ready: false,
      lines: [{ event: "credential_refused", source: "main" }],
      reason: 'The credential of source "main" can do more than read.',
    });
  });

  test("that never gets ready is given up", async () => {
    const { ready, reason } = await started("setInterval(() => {}, 1e6);", 300);
    expect([ready, reason]).toEqual([false, "It was not ready within 0.3 s."]);
  });
});

describe("credentials", () => {
  const standing = (kind: string, ...events: readonly object[]) => {
    const lines = events.map((event) => ({ source: "main", ...event }));
    const [credential] = credentialsOf([{ name: "main", kind }], { ready: true, lines });
    return credential;
  };
  const checked = { event: "credential_checked", role: "people_reader" };

  test("that only read are verified, by name", () => {
    expect(standing("postgres", checked)).toEqual({
      source: "main",
      kind: "postgres",
      state: "verified",
      says: "The role people_reader can only read.",
    });
    const account = { event: "credential_checked", account: "people@%" };
    expect(standing("mysql", account)?.says).toBe("The account people@% can only read.");
    const file = { event: "credential_checked", file: "/data/people.sqlite" };
    expect(standing("sqlite", file)?.says).toBe("The user that the server runs as can only read.");
  });

  test("that may more, by the spec's leave, say what", () => {
    const allowed = ["builtin_function:lo_creat(integer)"];
    expect(standing("postgres", { event: "credential_exceptions", allowed }, checked)).toMatchObject({
      state: "excepted",
      rights: allowed,
    });
    const generous = { event: "credential_generous", warnings: ["membership in pg_monitor"] };
    expect(standing("postgres", generous, checked)).toMatchObject({
      state: "verified",
      says: expect.stringContaining("more than the tools need"),
      rights: ["membership in pg_monitor"],
    });
  });

  test("that were refused say for what", () => {
    const event = { event: "credential_refused", role: "app", findings: ["table:public.users:INSERT"] };
    expect(standing("postgres", event)).toMatchObject({ state: "refused", rights: event.findings });
  });

  test("that are to change something say so, and what they lack", () => {
    const [credential] = credentialsOf([{ name: "desk", kind: "postgres", changes: true }], {
      ready: true,
      lines: [{ event: "credential_checked", source: "desk", role: "orders_desk" }],
    });
    expect(credential?.says).toBe("The role orders_desk can only change what the spec lists.");
    const event = { event: "credential_refused", role: "app", findings: [], lacks: ["DELETE on orders"] };
    const [refused] = credentialsOf([{ name: "desk", kind: "postgres", changes: true }], {
      ready: false,
      lines: [{ source: "desk", ...event }],
    });
    expect(refused).toMatchObject({
      state: "refused",
      says: "The role app cannot change what the spec lists, and the server refused to start.",
      rights: ["Lacks: DELETE on orders"],
    });
  });

  test.each([
    ["of an embedded database", "postgres", [{ event: "embedded_database" }, checked]],
    [
      "of a file that production would refuse",
      "sqlite",
      [{ event: "credential_generous", warnings: ["it can be written"] }],
    ],
    ["of a server that did not get there", "mysql", []],
    ["of another source", "postgres", [{ ...checked, source: "other" }]],
  ])("%s are not verified, and that is said plainly", (_what, kind, events) => {
    expect(standing(kind, ...events)).toMatchObject({
      state: "not verified",
      says: expect.stringContaining("No production credential was verified"),
    });
  });

  test("of services are nothing that this server can verify", () => {
    expect(standing("http")).toMatchObject({
      state: "not verified",
      says: expect.stringContaining("no more rights"),
    });
  });
});

test("a bill of materials is counted by licence, with what it does not say", () => {
  const components = [
    { name: "zod", version: "4.0.0", licenses: [{ license: { id: "MIT" } }], hashes: [{ content: "00" }] },
    { name: "pino", version: "10.4.0", licenses: [{ license: { name: "Own terms" } }] },
    { name: "jose", version: "6.2.17", licenses: [{ license: { id: "MIT" } }] },
    { name: "dual", version: "1.0.0", licenses: [{ expression: "MIT OR Apache-2.0" }] },
    { name: "bare", version: "1.0.0" },
  ];
  const { list, licences, hashed } = readComponents({ components });
  expect(list.map(({ name }) => name)).toEqual(["bare", "dual", "jose", "pino", "zod"]);
  expect(Object.entries(licences)[0]).toEqual(["MIT", 2]);
  expect(licences).toMatchObject({ "none given": 1, "Own terms": 1, "MIT OR Apache-2.0": 1 });
  expect(hashed).toBe(1);
  expect(readComponents({}).list).toEqual([]);
});

describe("programs", () => {
  test("that are not there are a problem in words", async () => {
    expect(await ask("no-such-program-here", [], ".")).toEqual({
      problem: expect.stringContaining("ENOENT"),
    });
  });

  test("tell the commit and whether files differ from it; without a repository there is none", async () => {
    const folder = temporary();
    expect(await commitOf(folder)).toBeUndefined();
    const git = (...args: readonly string[]) =>
      ask("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], folder);
    await git("init", "-q");
    await git("commit", "-q", "--allow-empty", "-m", "first");
    expect(await commitOf(folder)).toEqual({ id: expect.stringMatching(/^[0-9a-f]{40}$/), edited: false });
    writeFileSync(join(folder, "new.txt"), "new");
    expect(await commitOf(folder)).toMatchObject({ edited: true });
  });
});
