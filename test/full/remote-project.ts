/** A generated server of a source on the network, installed and built: whichever database it is. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempt, connectHttp, npmIn, startHttp } from "../../scripts/project.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

export interface ProjectSubject {
  readonly name: string;
  readonly spec: string;
  /** The address for a login; that of the generated SQL is `people_mcp`. */
  readonly url: (login: string, database?: string) => string;
  /** A login that can write, and what the server says of it. */
  readonly tooMuch: { readonly login: string; readonly says: readonly string[] };
  /** What it says of a database that is not there. */
  readonly absent: RegExp;
  /** Tools, arguments, and what is in the result. */
  readonly calls: readonly (readonly [tool: string, args: object, result: object])[];
  /** How many statements of the tool `sleep` the server works on. */
  readonly sleeping: () => Promise<number>;
}

/** The tests that every kind of database is put to. Returns where the project stands, once they run. */
export function testRemoteProject(subject: ProjectSubject): () => string {
  let work: string;
  let project: GeneratedExample;
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), `create-mcp-prod-${subject.name}-spec-`));
    const file = join(work, "mcp.yaml");
    await writeFile(file, subject.spec);
    project = await generatedProject(subject.name, ["--spec", file]);
  });
  afterAll(async () => {
    await project.remove();
    await rm(work, { recursive: true, force: true });
  });

  /** A server that must end by itself. */
  const ended = async (url: string): Promise<{ readonly code: unknown; readonly said: string }> => {
    const child = spawn(process.execPath, ["dist/main.js", "--http"], {
      cwd: project.folder,
      env: { PATH: process.env["PATH"], PORT: "0", DATABASE_URL: url },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    const [code] = (await once(child, "close")) as [unknown];
    clearTimeout(late);
    return { code, said };
  };

  test("refuses to start with a credential that can write, and says what and how to mend it", async () => {
    const { code, said } = await ended(subject.url(subject.tooMuch.login));
    expect(code).toBe(1);
    for (const text of [...subject.tooMuch.says, '"event":"credential_refused"'])
      expect(said).toContain(text);
  });

  test("refuses to start without a database", async () => {
    const { code, said } = await ended(subject.url("people_mcp", "no_such_database"));
    expect(code).toBe(1);
    expect(said).toMatch(subject.absent);
  });

  test("type-checks", async () => {
    const { code, stdout } = await attempt(process.execPath, ["node_modules/typescript/bin/tsc"], {
      cwd: project.folder,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });

  test("serves with the login of its SQL: rows, caps, a deadline that ends the query", async () => {
    const env = {
      DATABASE_URL: subject.url("people_mcp"),
      METRICS_PORT: "0",
      NODE_OPTIONS: "--disallow-code-generation-from-strings",
    };
    const served = await startHttp(project.folder, { env });
    const client = await connectHttp(served.url, "modern");
    for (const [name, args, result] of subject.calls) {
      const answer = await client.callTool({ name, arguments: { ...args } });
      expect(answer.structuredContent).toMatchObject(result);
    }
    const slow = await client.callTool({ name: "sleep", arguments: { seconds: 60 } });
    expect(JSON.stringify(slow.content)).toContain("TIMEOUT");
    await expect.poll(subject.sleeping, { timeout: 2_000 }).toBe(0);
    await client.close();
    expect(await served.stop()).toBe(0);
  });

  test("passes its own tests", async () => {
    const env = { DATABASE_URL: subject.url("people_mcp") };
    const { code, stdout } = await npmIn(project.folder, ["test"], { env });
    expect(code, stdout).toBe(0);
  });

  test("passes those that look for a database without one, too", async () => {
    const { code, stdout } = await npmIn(project.folder, ["exec", "--", "vitest", "run", "test/generated"]);
    expect(code, stdout).toBe(0);
  });

  return () => project.folder;
}
