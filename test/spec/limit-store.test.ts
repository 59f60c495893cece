import { describe, expect, test } from "vitest";
import { environmentOf } from "../../src/render/environment.js";
import { loadSpec } from "../../src/spec/load.js";
import { contractOf } from "../../src/versioning/contract.js";
import { memoryFiles } from "./support.js";

const specWith = (limits: string) => `spec: 1
server: { name: people-mcp, version: 1.0.0, description: People. }
${limits}
tools:
  score_lead:
    description: Score a lead.
    params: {}
    handler: true
`;

async function modelWith(limits: string) {
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": specWith(limits) }));
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ code }) => code).join(" "));
  return loaded.value.model;
}

describe("limits.store", () => {
  test("is absent unless the spec has it: nothing of it is in the settings", async () => {
    const model = await modelWith("limits: { rate: 5/minute }");
    expect(model).not.toHaveProperty("limitStore");
    expect(environmentOf(model).map(({ name }) => name)).not.toContain("LIMIT_STORE_ON_FAILURE");
  });

  test("is a required secret of the environment, and an outage is `local` unless said otherwise", async () => {
    const model = await modelWith("limits: { store: '${CACHE_URL}' }");
    expect(model.limitStore).toEqual({ url: { env: "CACHE_URL" }, onFailure: "local" });
    expect(contractOf(model).environment.required).toContain("CACHE_URL");
    expect(environmentOf(model)).toContainEqual(
      expect.objectContaining({ name: "CACHE_URL", required: true, secret: true }),
    );
  });

  test("may be an address without a password, which leaves the environment alone", async () => {
    const model = await modelWith(
      "limits: { store: 'rediss://cache.example.com:6380/1', onStoreFailure: deny }",
    );
    expect(model.limitStore).toEqual({
      url: { value: "rediss://cache.example.com:6380/1" },
      onFailure: "deny",
    });
    expect(contractOf(model).environment.required).toEqual([]);
    expect(environmentOf(model)).toContainEqual(
      expect.objectContaining({ name: "LIMIT_STORE_ON_FAILURE", default: "deny", required: false }),
    );
  });

  test.each(["http://cache:6379", "redis://", "redis:///1", "${lower_case}", "redis://${HOST}:6379"])(
    "may not be %s",
    async (store) => {
      await expect(modelWith(`limits: { store: '${store}' }`)).rejects.toThrow("MCP1105");
    },
  );
});
