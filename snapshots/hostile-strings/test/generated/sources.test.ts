// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config.js";
import { openSources } from "../../src/generated/sources.js";
import type { DatabaseSource } from "../../src/sources/database.js";
import { closeSources, type Sources } from "../../src/sources/source.js";
import { createLog } from "../../src/telemetry/log.js";
import { testDatabases, type TestDatabases } from "../support/databases.js";

const names = ["default"];

describe.each(names)("source %s", (name) => {
  let databases: TestDatabases;
  let sources: Sources;
  beforeAll(async () => {
    databases = testDatabases();
    const env = {
      ...databases.env,
      API_KEYS: "unused",
    };
    const config = loadConfig(env, []);
    sources = await openSources(config, createLog({ level: "silent" }));
  });
  afterAll(async () => {
    await closeSources(sources);
    databases.remove();
  });

  const bounds = {
    rows: 10,
    bytes: 10_000,
    signal: new AbortController().signal,
    deadline: performance.now() + 60_000,
  };
  const query = (statement: string, values = {}) =>
    (sources[name] as DatabaseSource).query(statement, values, bounds);

  test("can be read", async () => {
    const { rows } = await query("SELECT 1 AS one");
    expect(rows).toEqual([{ one: 1 }]);
  });

  test.each(["' OR 1=1 --", "'; DROP TABLE users; --", "%_", "\\", "$1 :value ?", "\u202e"])(
    "takes %j for a value",
    async (value) => {
      const { rows } = await query("SELECT :value AS value", { value });
      expect(rows).toEqual([{ value }]);
    },
  );

  test.each([
    "CREATE TABLE intruder (x)",
    "ATTACH DATABASE 'intruder.sqlite' AS intruder",
    "PRAGMA user_version = 1",
    "VACUUM INTO 'intruder.sqlite'",
  ])("refuses %s", async (statement) => {
    await expect(query(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^(WRITE_REFUSED|SOURCE_ERROR)$/),
    });
  });
});
