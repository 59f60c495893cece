// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { majors } from "../../src/generated/majors.js";
import { countedTools } from "../../src/guard/major.js";
import { project } from "../support/built.js";
import { serve, type Served } from "./serve.js";

let server: Served;
let scraped: string;

beforeAll(async () => {
  server = await serve();
  const { address } = await server.line("metrics_ready");
  scraped = await (await fetch(String(address))).text();
});
afterAll(async () => {
  await server.stop();
});

/** What Prometheus adds of itself. */
const scrapers = ["up"];

/** Every series that the server exports, a histogram's with its parts. */
const exported = (): ReadonlySet<string> => {
  const types = [...scraped.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const names = types.flatMap(([, name, type]) =>
    type === "histogram" ? ["_bucket", "_sum", "_count"].map((part) => name + part) : [name ?? ""],
  );
  return new Set([...scrapers, ...names]);
};

/** Names before the braces of a selector. */
const selected = (text: string): readonly string[] =>
  [...text.matchAll(/\b([a-z_:][a-z0-9_:]*)\{/g)].map(([, name]) => name ?? "");

test.each(["alerts.yaml", "grafana-dashboard.json"])("%s asks for what is exported", (name) => {
  const names = selected(readFileSync(join(project, "deploy/observability", name), "utf8"));
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((one) => !exported().has(one))).toEqual([]);
});

test("every tool is counted from the start, and nothing else is", () => {
  const series = /^mcp_server_tool_calls_total\{gen_ai_tool_name="([^"]+)"/gm;
  const counted = [...scraped.matchAll(series)];
  const tools = majors.flatMap((one) => countedTools(one.major, one.tools));
  expect(counted.map(([, name]) => name)).toEqual(tools.map(({ definition }) => definition.name));
});

test("the port of the clients does not answer for metrics", async () => {
  const response = await fetch(new URL("/metrics", server.address));
  expect(response.status).toBe(404);
});
