import { expect, test } from "vitest";
import type { RemoteSource } from "../src/sources/database-health.js";
import { databaseMetrics } from "../src/telemetry/database-metrics.js";

const closing = { check: async () => {}, close: async () => {} };

const fixture = () => {
  const health = { up: true, accepted: true, losses: 0, used: 0, waiting: 0, most: 5 };
  const main: RemoteSource = {
    ...closing,
    query: () => Promise.reject(new Error("canary: nobody is asked")),
    prepare: () => {},
    parameter: () => "?",
    health: () => health,
  };
  const metrics = databaseMetrics({ main, file: closing });
  const scrape = () =>
    metrics
      .flatMap((metric) => metric().split("\n"))
      .filter((line) => line.startsWith("mcp_"))
      .map((line) => line.replace("mcp_server_database_", ""));
  return { health, scrape };
};

test("say how each database on the network is, and nothing of other sources", () => {
  expect(fixture().scrape()).toEqual([
    'up{source="main"} 1',
    'credential_accepted{source="main"} 1',
    'losses_total{source="main"} 0',
    'connections_used{source="main"} 0',
    'connections_max{source="main"} 5',
    'calls_waiting{source="main"} 0',
  ]);
});

test("follow what is known when somebody asks", () => {
  const { health, scrape } = fixture();
  Object.assign(health, { up: false, accepted: false, losses: 2, used: 5, waiting: 7 });
  expect(scrape()).toEqual([
    'up{source="main"} 0',
    'credential_accepted{source="main"} 0',
    'losses_total{source="main"} 2',
    'connections_used{source="main"} 5',
    'connections_max{source="main"} 5',
    'calls_waiting{source="main"} 7',
  ]);
});
