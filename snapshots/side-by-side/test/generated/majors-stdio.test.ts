// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { spawnSync } from "node:child_process";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { majors } from "../../src/generated/majors.js";
import { majorOf, type Major } from "../../src/majors.js";
import { launch, type Launch } from "../support/built.js";
import { eras, newClient } from "../support/client.js";
import { testDatabases, type TestDatabases } from "../support/databases.js";
import { releases } from "./released.js";

describe("the built server over stdio", () => {
  let databases: TestDatabases;
  let server: Launch;
  beforeAll(() => {
    databases = testDatabases();
    server = launch("--stdio", {
      ...databases.env,
    });
  });
  afterAll(() => {
    server.remove();
    databases.remove();
  });

  describe.each(eras)("to a client of %s", (era) => {
    test.each(releases)("serves major $major with --api $major", async (release) => {
      const args = [...server.args, "--api", String(release.major)];
      const transport = new StdioClientTransport({ ...server, args, stderr: "ignore" });
      const client = newClient(era);
      await client.connect(transport);
      const { tools, _meta } = await client.listTools();
      expect(client.getServerVersion()?.version).toBe(release.version);
      const { identity }: Major = majorOf<Major>(majors, String(release.major));
      expect(client.getInstructions()).toBe(identity.instructions);
      expect(_meta?.["create-mcp-prod/sunset"]).toEqual(identity.end);
      await client.close();
      expect(tools).toEqual(release.definitions);
    });
  });

  test("does not start for a major that it does not serve", () => {
    const options = { cwd: server.cwd, env: server.env, encoding: "utf8" } as const;
    const { status, stderr } = spawnSync(server.command, [...server.args, "--api", "0"], options);
    expect(stderr).toContain("--api takes");
    expect(status).toBe(1);
  });
});
