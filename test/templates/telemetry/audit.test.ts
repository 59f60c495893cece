import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { openAudit, type AuditEvent } from "../../../templates/base/src/telemetry/audit.js";
import { chainTo } from "../../../templates/base/src/telemetry/audit-chain.js";
import type { Sink } from "../../../templates/base/src/telemetry/audit-file.js";
import { chainKeys, genesis, verifyChain } from "../../../templates/base/src/telemetry/chain.js";
import { memoryLog } from "../guard/fixtures.js";

const key = "an audit key of enough characters";
const keys = chainKeys(key);

const event: AuditEvent = {
  call: "c1",
  tool: "query_users",
  contract: "sha256:41",
  principal: "client:crm",
  transport: "http",
  outcome: "ok",
  ms: 1,
};

const folders: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "audit-"));
  folders.push(path);
  return path;
};
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

const linesOf = (file: string): string[] => readFileSync(file, "utf8").trimEnd().split("\n");
const verify = (file: string) => verifyChain(keys, linesOf(file));

const settings = (file: string) => ({ file, key, onFailure: "deny" as const });

/** A program that opens the audit record as `audit` and does something with it. */
const compiled = async (own: string | object, work: string): Promise<string> => {
  const opened = typeof own === "string" ? settings(own) : own;
  const program = join(folder(), "program.cjs");
  const [audit, log] = ["audit", "log"].map((name) =>
    JSON.stringify(
      fileURLToPath(new URL(`../../../templates/base/src/telemetry/${name}.ts`, import.meta.url)),
    ),
  );
  await build({
    stdin: {
      contents: `
        import { openAudit } from ${audit};
        import { createLog } from ${log};
        const audit = openAudit(${JSON.stringify(opened)}, createLog({ level: "info" }));
        ${work}`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: "node",
    outfile: program,
    logLevel: "silent",
  });
  return program;
};

describe("the audit file", () => {
  it("is made with its folder, for its owner alone", () => {
    const file = join(folder(), "var/audit.jsonl");
    const audit = openAudit(settings(file), memoryLog().log);
    void audit.write(event);
    audit.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(linesOf(file)[0] ?? "")).toMatchObject({ seq: 1, event: "call", ...event });
  });

  it("takes the records of one turn at its end, in their order", async () => {
    const file = join(folder(), "audit.jsonl");
    const audit = openAudit(settings(file), memoryLog().log);
    const kept = ["c1", "c2", "c3"].map((call) => audit.write({ ...event, call }));
    expect(readFileSync(file, "utf8")).toBe("");
    expect(await Promise.all(kept)).toEqual([true, true, true]);
    expect(linesOf(file).map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { seq: 1, call: "c1" },
      { seq: 2, call: "c2" },
      { seq: 3, call: "c3" },
    ]);
    audit.close();
  });

  it("takes them at once when asked to", () => {
    const file = join(folder(), "audit.jsonl");
    const audit = openAudit(settings(file), memoryLog().log);
    void audit.write(event);
    audit.flush();
    expect(linesOf(file)).toHaveLength(1);
    audit.close();
  });

  it("goes on with the chain of the last run", async () => {
    const file = join(folder(), "audit.jsonl");
    for (let run = 0; run < 3; run++) {
      const audit = openAudit(settings(file), memoryLog().log);
      void audit.write(event);
      void audit.write(event);
      audit.close();
    }
    expect(await verify(file)).toMatchObject({ records: 6, last: { seq: 6 }, problems: [] });
  });

  it("goes on behind a record that the last run could not finish", async () => {
    const file = join(folder(), "audit.jsonl");
    const first = openAudit(settings(file), memoryLog().log);
    void first.write(event);
    void first.write(event);
    first.close();
    truncateSync(file, statSync(file).size - 20);
    const second = openAudit(settings(file), memoryLog().log);
    void second.write(event);
    second.close();
    expect(await verify(file)).toMatchObject({ records: 3, problems: [] });
    expect(JSON.parse(linesOf(file)[2] ?? "")).toMatchObject({ seq: 2, event: "recovered" });
  });

  it("refuses to go on behind a record that is not right, and says what to do", () => {
    const file = join(folder(), "audit.jsonl");
    const audit = openAudit(settings(file), memoryLog().log);
    void audit.write(event);
    audit.close();
    const wrongKey = { ...settings(file), key: "another key of enough characters" };
    expect(() => openAudit(wrongKey, memoryLog().log)).toThrow(/was not written with this AUDIT_KEY/);
    appendFileSync(file, '{"seq":2}\n');
    expect(() => openAudit(settings(file), memoryLog().log)).toThrow(/npm run audit:verify/);
  });

  it("says where it cannot write, and what to do", () => {
    const file = join(folder(), "audit.jsonl");
    writeFileSync(file, "");
    const below = settings(join(file, "audit.jsonl"));
    expect(() => openAudit(below, memoryLog().log)).toThrow(
      /^Cannot write the audit trail: E[A-Z]+: .*audit\.jsonl'\. Let the server's user write there, or set AUDIT_FILE\.$/,
    );
  });

  it("makes a key of its own when there is none, and finds it again", async () => {
    const file = join(folder(), "audit.jsonl");
    for (let run = 0; run < 2; run++) {
      const audit = openAudit({ file, onFailure: "deny" }, memoryLog().log);
      void audit.write(event);
      audit.close();
    }
    expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600);
    const own = chainKeys(readFileSync(`${file}.key`, "utf8").trim());
    expect(await verifyChain(own, linesOf(file))).toMatchObject({ records: 2, problems: [] });
  });

  it.each(["", "0123456789abcdef\n"])("refuses a key that is not whole: %j", (rest) => {
    const file = join(folder(), "audit.jsonl");
    writeFileSync(`${file}.key`, rest);
    const open = () => openAudit({ file, onFailure: "deny" }, memoryLog().log);
    expect(open).toThrow(/audit\.jsonl\.key is not whole.*move it away together with/);
  });

  it("leaves nothing of a lock or a key that could not be written", async () => {
    const home = folder();
    const file = join(home, "audit.jsonl");
    for (const own of [{ key }, {}]) {
      const program = await compiled({ ...settings(file), key: undefined, ...own }, "");
      const full = ["-c", 'ulimit -f 0; exec "$0" "$1"', process.execPath, program];
      await expect(promisify(execFile)("sh", full)).rejects.toMatchObject({
        stderr: expect.stringContaining("EFBIG"),
      });
      expect(readdirSync(home)).toEqual([]);
    }
    openAudit({ file, onFailure: "deny" }, memoryLog().log).close();
    expect(readdirSync(home).sort()).toEqual(["audit.jsonl", "audit.jsonl.key"]);
  });

  it("leaves a file that another process is writing, and takes the next", () => {
    const file = join(folder(), "audit.jsonl");
    writeFileSync(`${file}.lock`, `${hostname()} 1`);
    const audit = openAudit(settings(file), memoryLog().log);
    void audit.write(event);
    audit.close();
    expect(linesOf(file.replace(".jsonl", "-2.jsonl"))).toHaveLength(1);
  });

  it("takes a file back from a process that is gone", async () => {
    const file = join(folder(), "audit.jsonl");
    const gone = execFile("true");
    await new Promise((resolve) => gone.once("close", resolve));
    writeFileSync(`${file}.lock`, `${hostname()} ${gone.pid}`);
    const audit = openAudit(settings(file), memoryLog().log);
    void audit.write(event);
    audit.close();
    expect(linesOf(file)).toHaveLength(1);
  });

  it("notes in the log how far the chain goes: at the start, every thousand records, at the end", () => {
    const file = join(folder(), "audit.jsonl");
    const { log, lines } = memoryLog();
    const audit = openAudit(settings(file), log);
    for (let record = 0; record < 1_001; record++) void audit.write(event);
    audit.close();
    expect(lines().map((line) => [line["event"], line["seq"]])).toEqual([
      ["audit_open", 0],
      ["audit_anchor", 1_000],
      ["audit_close", 1_001],
    ]);
  });

  it("may be stderr, beside the log, with a chain of this run alone", async () => {
    const program = await compiled(
      "-",
      `for (let call = 0; call < 3; call++) audit.write({ call }); audit.close();`,
    );
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program]);
    const records = stderr.split("\n").filter((line) => line.includes('"event":"call"'));
    expect(stdout).toBe("");
    expect(await verifyChain(keys, records)).toMatchObject({ records: 3, problems: [] });
    expect(stderr).toContain('"event":"audit_close","seq":3');
  });

  it("counts nothing as recorded that nobody reads from stderr any more", async () => {
    const work = `
      const kept = async (call) => (console.log(await audit.write({ call }), audit.accepts()));
      process.stdin.resume().on("end", async () => {
        await kept(1);
        await kept(2);
        process.exit();
      });`;
    const child = spawn(process.execPath, [await compiled("-", work)]);
    const stdout = text(child.stdout);
    await once(child.stderr.destroy(), "close");
    child.stdin.end();
    expect(await stdout).toBe("false false\nfalse false\n");
  });

  it.each(["process.exit(0);", "throw new Error('x');"])(
    "has the records of a process that ends within a turn: %s",
    async (end) => {
      const file = join(folder(), "audit.jsonl");
      const program = await compiled(file, `audit.write({ call: 1 }); ${end}`);
      await promisify(execFile)(process.execPath, [program]).catch(() => undefined);
      expect(await verify(file)).toMatchObject({ records: 1, problems: [] });
    },
  );

  it("hashes arguments with the key", () => {
    const open = (secret: string) =>
      openAudit({ ...settings(join(folder(), "a.jsonl")), key: secret }, memoryLog().log);
    const [one, two] = [open(key), open("another key of enough characters")];
    expect(one.hash("{}")).toMatch(/^hmac:[0-9a-f]{64}$/);
    expect(one.hash("{}")).toBe(one.hash("{}"));
    expect(one.hash("{}")).not.toBe(two.hash("{}"));
  });
});

describe("an audit record that cannot be written", () => {
  /** A sink with room for so many more lines; of the next one it writes five bytes. */
  const failing = () => {
    const written: string[] = [];
    const state = { room: Infinity, torn: 0 };
    const sink: Sink = {
      append: (lines) => {
        const whole = Math.min(lines.length, state.room);
        written.push(...lines.slice(0, whole));
        state.room -= whole;
        state.torn = 0;
        if (whole === lines.length) return { whole };
        state.torn = 5;
        written.push((lines[whole] ?? "").slice(0, 5));
        const error = new Error("ENOSPC: no space left on device, /var/secret");
        return { whole, error: Object.assign(error, { code: "ENOSPC" }) };
      },
      torn: () => state.torn,
      close: () => {},
    };
    return { sink, state, written };
  };

  it("closes the door with deny, says so once, and opens it again when records can be written", async () => {
    const { sink, state, written } = failing();
    const { log, lines, text } = memoryLog();
    const audit = chainTo(sink, { keys, link: genesis }, "deny", log);
    expect(await audit.write(event)).toBe(true);
    state.room = 0;
    expect([await audit.write(event), await audit.write(event)]).toEqual([false, false]);
    expect(audit.accepts()).toBe(false);
    expect(audit.failures()).toBe(2);
    state.room = Infinity;
    expect(await audit.write(event)).toBe(true);
    expect(audit.accepts()).toBe(true);

    const failures = lines().filter((line) => line["event"] === "audit_failed");
    expect(failures).toMatchObject([{ level: "error", onFailure: "deny", err: { code: "ENOSPC" } }]);
    expect(text.join("")).not.toContain("/var/secret");
    const whole = written.filter((line) => line.length > 5);
    expect((await verifyChain(keys, whole)).records).toBe(3);
  });

  it("tells the calls of a turn whose records were still written from those whose were not", async () => {
    const { sink, state, written } = failing();
    const audit = chainTo(sink, { keys, link: genesis }, "deny", memoryLog().log);
    state.room = 2;
    const kept = await Promise.all([event, event, event, event].map(audit.write));
    expect(kept).toEqual([true, true, false, false]);
    expect(audit.failures()).toBe(2);
    state.room = Infinity;
    expect(await audit.write(event)).toBe(true);
    expect(await verifyChain(keys, written)).toMatchObject({ records: 4, problems: [] });
  });

  it("counts no call as recorded when only the note of what was torn could be written", async () => {
    const { sink, state } = failing();
    const audit = chainTo(sink, { keys, link: genesis }, "deny", memoryLog().log);
    state.room = 0;
    expect(await audit.write(event)).toBe(false);
    state.room = 1;
    expect(await audit.write(event)).toBe(false);
    state.room = 2;
    expect(await audit.write(event)).toBe(true);
  });

  it("goes on with warn", async () => {
    const { sink, state } = failing();
    const audit = chainTo(sink, { keys, link: genesis }, "warn", memoryLog().log);
    state.room = 0;
    expect(await audit.write(event)).toBe(true);
    expect(audit.accepts()).toBe(true);
    expect(audit.failures()).toBe(1);
  });

  it("keeps a server from starting when the file cannot be opened", () => {
    const path = folder();
    const file = join(path, "taken");
    writeFileSync(file, "");
    expect(() => openAudit(settings(join(file, "audit.jsonl")), memoryLog().log)).toThrow();
    chmodSync(file, 0o600);
  });
});
