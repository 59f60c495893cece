import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAudit } from "../../../templates/base/src/telemetry/audit.js";
import { memoryLog } from "../guard/fixtures.js";

const key = "an audit key of enough characters";
let folder: string;
let program: string;
let file: string;
let logFile: string;
let lines: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "audit-verify-"));
  program = join(folder, "audit-verify.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../../../templates/base/src/audit-verify.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
    logLevel: "silent",
  });
  file = join(folder, "audit.jsonl");
  logFile = join(folder, "server.log");
  const { log, text } = memoryLog();
  const audit = openAudit({ file, key, onFailure: "deny" }, log);
  const facts = { tool: "t", contract: "c", principal: "p", transport: "stdio", outcome: "ok", ms: 1 };
  for (let call = 0; call < 5; call++) void audit.write({ call: `c${call}`, ...facts });
  audit.close();
  lines = readFileSync(file, "utf8").trimEnd().split("\n");
  writeFileSync(logFile, `not JSON\n${text.join("")}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = (args: readonly string[], env: Record<string, string> = { AUDIT_KEY: key }) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

const altered = (text: string): string => {
  const path = join(folder, `altered-${Math.random()}.jsonl`);
  writeFileSync(path, text);
  return path;
};

describe("npm run audit:verify", () => {
  it("finds a chain whole, alone and against the log", async () => {
    expect(await verify([file])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/5 records, the last is 5 \([0-9a-f]{64}\); the chain is whole\.\n$/),
      stderr: "",
    });
    expect(await verify([file, "--log", logFile])).toMatchObject({ code: 0 });
  });

  it("takes the file and the key from the environment", async () => {
    const keyFile = join(folder, "key");
    writeFileSync(keyFile, `${key}\n`);
    expect(await verify([], { AUDIT_FILE: file, AUDIT_KEY_FILE: keyFile })).toMatchObject({ code: 0 });
  });

  it("finds an edit, and a tail that was cut off when it has the log", async () => {
    const edited = altered(`${lines.join("\n").replace('"call":"c2"', '"call":"cX"')}\n`);
    expect(await verify([edited])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("line 3: edited, or not a record"),
    });
    const cut = altered(`${lines.slice(0, 3).join("\n")}\n`);
    expect(await verify([cut])).toMatchObject({ code: 0 });
    expect(await verify([cut, "--log", logFile])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("records 4 to 5 are missing, the log anchored them"),
    });
  });

  it("says what is missing", async () => {
    expect(await verify([join(folder, "none.jsonl")])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no audit file"),
    });
    expect(await verify([file], {})).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no key .*audit\.jsonl\.key\. Set AUDIT_KEY\.$/m),
    });
    expect(existsSync(`${file}.key`)).toBe(false);
    expect(await verify([file], { AUDIT_KEY_FILE: "/nowhere" })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("AUDIT_KEY_FILE names a file that cannot be read (ENOENT)."),
    });
  });
});
