import { expect, test } from "vitest";
import { heaviest, type Change } from "../../src/versioning/change.js";
import { compareContracts, type Comparable } from "../../src/versioning/compare.js";
import type { Contract, ToolContract } from "../../src/versioning/contract.js";
import { isEnough, nextVersion } from "../../src/versioning/required-version.js";
import { asListed } from "../../src/versioning/tool-list.js";
import { contractRules, type ContractRuleId } from "../../src/versioning/rules.js";

const tool: ToolContract = {
  title: "Find users",
  description: "Find users by name.",
  inputSchema: { type: "object", properties: { name: { type: "string" } }, additionalProperties: false },
  outputSchema: { type: "object" },
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  caps: { limit: 100 },
  limits: { rate: { calls: 60, seconds: 60 }, concurrency: 8, timeoutMs: 5_000, rows: 100, bytes: 65_536 },
  scopes: ["users:read"],
};
const contract: Contract = {
  contract: 1,
  transports: { stdio: true, http: { path: "/mcp" } },
  auth: "jwt",
  scopes: { "users:read": "Read users" },
  environment: { required: ["DATABASE_URL"], optional: ["PORT"] },
  tools: { find_users: tool },
};
const withTool = (
  change: Partial<ToolContract> & { readonly icons?: null; readonly meta?: null },
): Comparable => ({
  ...contract,
  tools: { find_users: { ...tool, ...change } },
});
/** It was called `find_people`, long ago. */
const renamed = (keepOldName: boolean) => withTool({ renamedFrom: "find_people", keepOldName });
const deprecated = { since: "1.2.0", removeIn: "2.0.0" };
const { outputSchema: _, ...untyped } = tool;

/** Two majors, of which the first ends on that day, if it does. */
const ending = (day?: string): Contract => ({
  ...contract,
  serve: [1, 2],
  ...(day !== undefined && { sunset: { 1: day } }),
});

const cases: Readonly<Record<ContractRuleId, readonly [before: Comparable, after: Comparable]>> = {
  "tool-removed": [contract, { ...contract, tools: {} }],
  "tool-renamed": [
    contract,
    { ...contract, tools: { search_users: { ...tool, renamedFrom: "find_users" } } },
  ],
  "tool-renamed-with-alias": [
    contract,
    { ...contract, tools: { search_users: { ...tool, renamedFrom: "find_users", keepOldName: true } } },
  ],
  "old-name-removed": [renamed(true), renamed(false)],
  "old-name-added": [renamed(false), renamed(true)],
  "tool-added": [{ ...contract, tools: {} }, contract],
  "tool-deprecated": [contract, withTool({ deprecated })],
  "tool-undeprecated": [withTool({ deprecated }), contract],
  "deprecation-changed": [
    withTool({ deprecated }),
    withTool({ deprecated: { ...deprecated, removeIn: "3.0.0" } }),
  ],
  "tool-description-changed": [contract, withTool({ description: "Find users." })],
  "tool-title-changed": [contract, withTool({ title: "Search users" })],
  "tool-icons-changed": [contract, withTool({ icons: null })],
  "tool-meta-changed": [contract, withTool({ meta: null })],
  "annotation-weakened": [contract, withTool({ annotations: { ...tool.annotations, readOnlyHint: false } })],
  "annotation-strengthened": [
    withTool({ annotations: { ...tool.annotations, openWorldHint: true } }),
    contract,
  ],
  "output-schema-added": [{ ...contract, tools: { find_users: untyped } }, contract],
  "output-schema-removed": [contract, { ...contract, tools: { find_users: untyped } }],
  "cap-changed": [contract, withTool({ caps: { limit: 50 } })],
  "rate-lowered": [contract, withTool({ limits: { ...tool.limits, rate: { calls: 30, seconds: 60 } } })],
  "rate-raised": [contract, withTool({ limits: { ...tool.limits, rate: { calls: 61, seconds: 60 } } })],
  "limit-lowered": [contract, withTool({ limits: { ...tool.limits, rows: 50 } })],
  "limit-raised": [contract, withTool({ limits: { ...tool.limits, timeoutMs: 6_000 } })],
  "scope-added": [contract, withTool({ scopes: ["users:read", "users:all"] })],
  "scope-removed": [contract, withTool({ scopes: [] })],
  "scope-described": [contract, { ...contract, scopes: { "users:read": "Read all users" } }],
  "transport-removed": [contract, { ...contract, transports: { ...contract.transports, stdio: false } }],
  "transport-added": [{ ...contract, transports: { ...contract.transports, http: false } }, contract],
  "auth-required": [{ ...contract, auth: "none" }, contract],
  "auth-changed": [contract, { ...contract, auth: "apiKeys" }],
  "auth-dropped": [contract, { ...contract, auth: "none" }],
  "major-served": [contract, { ...contract, serve: [1] }],
  "major-dropped": [
    { ...contract, serve: [1, 2] },
    { ...contract, serve: [2] },
  ],
  "newest-major-dropped": [{ ...contract, serve: [1] }, contract],
  "older-major-updated": [
    { ...ending(), releases: { 1: "1.4.0" } },
    { ...ending(), releases: { 1: "1.4.1" } },
  ],
  "sunset-announced": [ending(), ending("2027-06-30")],
  "sunset-withdrawn": [ending("2027-06-30"), ending()],
  "sunset-moved-earlier": [ending("2027-06-30"), ending("2027-06-29")],
  "sunset-moved-later": [ending("2027-06-30"), ending("2027-07-01")],
  "env-required-added": [{ ...contract, environment: { required: [], optional: ["PORT"] } }, contract],
  "env-optional-added": [
    { ...contract, environment: { required: ["DATABASE_URL"], optional: [] } },
    contract,
  ],
  "env-removed": [contract, { ...contract, environment: { required: ["DATABASE_URL"], optional: [] } }],
  "env-became-optional": [
    contract,
    { ...contract, environment: { required: [], optional: ["DATABASE_URL", "PORT"] } },
  ],
};

test.each(Object.entries(cases))("%s is found, and nothing else", (rule, [before, after]) => {
  const changes = compareContracts(before, after);
  expect(changes.map((change) => change.rule)).toEqual([rule]);
  expect(changes[0]?.level).toBe(contractRules[rule as ContractRuleId].level);
});

test("a major that is gone has no end to speak of, and one may come with its end", () => {
  const rules = (before: Contract, after: Contract) =>
    compareContracts(before, after).map(({ rule, path }) => [rule, path]);
  expect(rules(ending("2027-06-30"), { ...contract, serve: [2] })).toEqual([["major-dropped", "/serve"]]);
  expect(rules({ ...contract, serve: [1] }, ending("2027-06-30"))).toEqual([
    ["major-served", "/serve"],
    ["sunset-announced", "/sunset/1"],
  ]);
});

test("which release an older major is served from is told of those that were served before", () => {
  const from = (releases: Contract["releases"]) => ({ ...ending(), ...(releases && { releases }) });
  expect(compareContracts(from(undefined), from({ 1: "1.4.0" }))).toEqual([]);
  expect(compareContracts({ ...contract, serve: [1] }, from({ 1: "1.4.0" })).map(({ rule }) => rule)).toEqual(
    ["major-served"],
  );
});

test("another path is a transport that is gone and one that is new", () => {
  const moved: Contract = { ...contract, transports: { stdio: true, http: { path: "/v2" } } };
  expect(compareContracts(contract, moved).map(({ rule }) => rule)).toEqual([
    "transport-removed",
    "transport-added",
  ]);
});

test("a renamed tool is compared with what it was", () => {
  const search_users = { ...tool, renamedFrom: "find_users", keepOldName: true, scopes: [] };
  const changes = compareContracts(contract, { ...contract, tools: { search_users } });
  expect(changes.map(({ rule, tool: name }) => [rule, name])).toEqual([
    ["tool-renamed-with-alias", "find_users"],
    ["scope-removed", "search_users"],
  ]);
});

test("an old name that comes to mean another tool is compared with what it meant", () => {
  const own = { ...contract, tools: { find_users: tool, find_people: { ...tool, scopes: [] } } };
  expect(compareContracts(renamed(true), own).map(({ rule, tool: name }) => [rule, name])).toEqual([
    ["scope-removed", "find_people"],
  ]);
  const moved = { ...tool, renamedFrom: "find_people", keepOldName: true, caps: {} };
  const other = { ...contract, tools: { find_users: tool, search_people: moved } };
  expect(compareContracts(renamed(true), other).map(({ rule, tool: name }) => [rule, name])).toEqual([
    ["cap-changed", "find_people"],
    ["tool-added", "search_people"],
  ]);
});

test("a tool that gives its name to one that was there before is compared with that one", () => {
  const both = { ...contract, tools: { find_users: tool, find_people: tool } };
  const one = {
    ...contract,
    tools: { find_users: { ...tool, renamedFrom: "find_people", keepOldName: true, scopes: [] } },
  };
  expect(compareContracts(both, one).map(({ rule, tool: name }) => [rule, name])).toEqual([
    ["tool-renamed-with-alias", "find_people"],
    ["scope-removed", "find_people"],
    ["scope-removed", "find_users"],
  ]);
});

test("clients see an old name as a tool, whose description says where to go", () => {
  const { tools } = asListed(renamed(true));
  expect(Object.keys(tools)).toEqual(["find_users", "find_people"]);
  expect(tools["find_people"]?.description).toBe(
    "Find users by name. Deprecated: this is the old name of find_users. Use find_users instead.",
  );
  expect(tools["find_people"]?.inputSchema).toEqual(tool.inputSchema);
});

test("two lists of tools are compared without what only a contract knows", () => {
  const listed = { tools: { find_users: { inputSchema: tool.inputSchema, description: tool.description } } };
  const closed = { ...tool.inputSchema, required: ["name"] };
  expect(
    compareContracts(listed, { tools: { find_users: { ...listed.tools.find_users, inputSchema: closed } } }),
  ).toEqual([
    {
      rule: "property-became-required",
      tool: "find_users",
      path: "/inputSchema/required",
      after: "name",
      direction: "input",
      level: "major",
      review: false,
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
    } satisfies Change,
  ]);
});

test("a tool called __proto__ is a tool like any other", () => {
  const odd = { ...contract, tools: Object.fromEntries([["__proto__", tool]]) };
  expect(compareContracts({ ...contract, tools: {} }, odd)).toMatchObject([
    { rule: "tool-added", tool: "__proto__" },
  ]);
});

test("fingerprints tell changes apart, and do not change with what else changed", () => {
  const one = compareContracts(contract, withTool({ scopes: [] }));
  const more = compareContracts(contract, withTool({ scopes: [], title: "Search" }));
  expect(more.map(({ fingerprint }) => fingerprint)).toContain(one[0]?.fingerprint);
  expect(new Set(more.map(({ fingerprint }) => fingerprint)).size).toBe(more.length);
});

test("the heaviest change settles the level", () => {
  expect(heaviest([])).toBeUndefined();
  expect(heaviest(compareContracts(contract, withTool({ scopes: [], title: "Search" })))).toBe("minor");
  expect(heaviest(compareContracts(contract, { ...contract, tools: {} }))).toBe("major");
});

test.each([
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["0.2.3", "major", "0.3.0"],
  ["0.2.3", "minor", "0.3.0"],
  ["2.0.0-rc.1", "major", "2.0.0"],
  ["1.3.0-rc.1", "major", "2.0.0"],
  ["1.3.0-rc.1", "minor", "1.3.0"],
] as const)("after %s a %s change asks for %s", (released, level, next) => {
  expect(nextVersion(released, level)).toBe(next);
});

test.each([
  ["2.0.0", "1.2.3", "major", true],
  ["1.3.0", "1.2.3", "major", false],
  ["2.0.0-rc.1", "1.2.3", "major", true],
  ["1.2.3", "1.2.3", undefined, true],
  ["1.2.2", "1.2.3", undefined, false],
  ["1.2.3", "1.2.3", "patch", false],
  ["1.10.0", "1.9.0", "minor", true],
] as const)("%s after %s and a change of level %s is enough: %s", (declared, released, level, enough) => {
  expect(isEnough(declared, released, level)).toBe(enough);
});
