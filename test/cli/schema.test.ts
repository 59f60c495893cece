import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../regenerate/folder.js";
import { run } from "./run.js";

test("schema prints JSON Schema on stdout and nothing else", async () => {
  const { exitCode, out, err } = await run(temporaryFolder(), ["schema"]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(JSON.parse(out)).toMatchObject({ type: "object", properties: { tools: { type: "object" } } });
});

test("schema --out writes the same text to a file", async () => {
  const folder = temporaryFolder();
  const { out } = await run(folder, ["schema"]);
  expect(await run(folder, ["schema", "--out", "mcp.schema.json"])).toEqual({
    exitCode: 0,
    out: "",
    err: "",
  });
  expect(readFileSync(join(folder, "mcp.schema.json"), "utf8")).toBe(out);
});

test("schema --out to nowhere is an error", async () => {
  const { exitCode, err } = await run(temporaryFolder(), ["schema", "--out", "no/such/folder/x.json"]);
  expect(exitCode).toBe(2);
  expect(err).toContain("MCP1505");
});
