import { expect, test } from "vitest";
import type { Contract, ToolContract } from "../../src/versioning/contract.js";
import { describeMarkdown, describeText } from "../../src/versioning/describe.js";
import { verdictOn } from "../../src/versioning/gate.js";
import { noPolicy } from "../../src/versioning/policy.js";
import { formatRelease, parseRelease } from "../../src/versioning/release-file.js";

const tool: ToolContract = {
  description: "Find users.",
  inputSchema: { type: "object", properties: {}, additionalProperties: false },
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  caps: {},
  limits: { rate: { calls: 60, seconds: 60 }, concurrency: 8, timeoutMs: 5_000, rows: 100, bytes: 65_536 },
  scopes: [],
};
const contract = (tools: Contract["tools"]): Contract => ({
  contract: 1,
  transports: { stdio: true, http: false },
  auth: "none",
  scopes: {},
  environment: { required: [], optional: [] },
  tools,
});
const deprecated = { since: "1.1.0", removeIn: "2.0.0" };
const released = (tools: Contract["tools"], version = "1.2.0") => ({ version, contract: contract(tools) });
const both = { find: tool, list: { ...tool, deprecated } };

test("the first version may be any", () => {
  expect(verdictOn("0.1.0", contract(both), undefined, noPolicy)).toMatchObject({
    changes: [],
    enough: true,
  });
});

test("a version that says too little is told which one would say enough", () => {
  const verdict = verdictOn("1.2.1", contract({ ...both, add: tool }), released(both), noPolicy);
  expect(verdict).toMatchObject({ level: "minor", needed: "1.3.0", enough: false, decreasing: false });
  expect(verdictOn("1.3.0", contract({ ...both, add: tool }), released(both), noPolicy).enough).toBe(true);
});

test("a version before the last release is decreasing", () => {
  expect(verdictOn("1.1.9", contract(both), released(both), noPolicy)).toMatchObject({
    enough: false,
    decreasing: true,
  });
});

test("a tool goes in the version that its deprecation named, and not before", () => {
  const { find } = both;
  expect(verdictOn("2.0.0", contract({ find }), released(both), noPolicy).unannounced).toEqual([]);
  const early = { find, list: { ...tool, deprecated: { ...deprecated, removeIn: "3.0.0" } } };
  expect(verdictOn("2.0.0", contract({ find }), released(early), noPolicy).unannounced).toMatchObject([
    { change: { tool: "list" }, why: "it was promised until 3.0.0" },
  ]);
});

test("a tool that nobody said would go may not go, even in a new major", () => {
  const { list } = both;
  const verdict = verdictOn("2.0.0", contract({ list }), released(both), noPolicy);
  expect(verdict).toMatchObject({
    enough: true,
    unannounced: [{ why: "1.2.0 did not say that it would go" }],
  });
  const fingerprint = verdict.changes[0]?.fingerprint ?? "";
  const accepted = verdictOn("1.2.0", contract({ list }), released(both), {
    ...noPolicy,
    accepted: { [fingerprint]: "It never worked.", "000000000000": "Long ago." },
  });
  expect(accepted).toMatchObject({ enough: true, level: undefined, unannounced: [], idle: ["000000000000"] });
});

test("before 1.0.0 nothing was promised", () => {
  const verdict = verdictOn("0.2.0", contract({ find: tool }), released(both, "0.1.0"), noPolicy);
  expect(verdict).toMatchObject({ level: "major", needed: "0.2.0", enough: true, unannounced: [] });
});

test("a project sets its own levels, and strict ones make a look a must", () => {
  const reworded = contract({ ...both, find: { ...tool, description: "Find all users." } });
  const level = (policy: object) =>
    verdictOn("1.2.0", reworded, released(both), { ...noPolicy, ...policy }).level;
  expect(level({})).toBe("patch");
  expect(level({ strict: true })).toBe("major");
  expect(level({ rules: { "tool-description-changed": "minor" } })).toBe("minor");
  expect(level({ rules: { "tool-description-changed": "off" }, strict: true })).toBeUndefined();
});

test("changes read as sentences, in a terminal and in a pull request", () => {
  const tighter = {
    ...tool,
    inputSchema: {
      ...tool.inputSchema,
      properties: { name: { type: "string", maxLength: 20 } },
      required: ["name"],
    },
    description: "Find `users`|everywhere.",
  };
  const { changes } = verdictOn("1.2.0", contract({ find: tighter }), released(both), noPolicy);
  expect(describeText(changes).replaceAll(/[0-9a-f]{12}/g, "…")).toMatchInlineSnapshot(`
    "major: breaking: callers must change, or may
      …  find: arguments: a required property was added at name  [property-required-added]
      …  list: the tool was removed  [tool-removed]
    patch: nothing that a program notices
      …  find: the description changed, which the model reads: "Find users." → "Find \`users\`|everywhere."  [tool-description-changed]  (look at it)"
  `);
  expect(describeMarkdown(changes).replaceAll(/[0-9a-f]{12}/g, "…")).toMatchInlineSnapshot(`
    "### Major: breaking: callers must change, or may

    | | change | rule | fingerprint |
    |---|---|---|---|
    | \`find\` | arguments: a required property was added at name | \`property-required-added\` | \`…\` |
    | \`list\` | the tool was removed | \`tool-removed\` | \`…\` |

    ### Patch: nothing that a program notices

    | | change | rule | fingerprint |
    |---|---|---|---|
    | \`find\` | the description changed, which the model reads: "Find users." → "Find \\\`users\\\`\\|everywhere." **(look at it)** | \`tool-description-changed\` | \`…\` |
    "
  `);
  expect(describeText([])).toBe("");
});

test("a release that was edited, renamed or merged by halves is not trusted", () => {
  const text = formatRelease(released(both));
  expect(parseRelease(text, "1.2.0")).toEqual({ ok: true, release: released(both) });
  const why = (changed: string, version = "1.2.0") => {
    const parsed = parseRelease(changed, version);
    return parsed.ok ? "" : parsed.why;
  };
  expect(why(text.replace("Find users.", "Find nobody."))).toContain("it was edited");
  expect(why(text, "1.3.0")).toBe('it is the release of "1.2.0"');
  expect(why(`<<<<<<< ours\n${text}`)).toContain("two branches");
  expect(why("{")).toBe("it is not JSON");
  expect(why("[]")).toBe("it is not a release");
  expect(why(text.replace('"release": 1', '"release": 2'))).toContain("newer version");
});

test("of long texts that begin alike, what differs is shown", () => {
  const long = (end: string) => `${"Find users by all that is known of them. ".repeat(4)}${end}`;
  const described = (before: string, after: string) => {
    const [old, next] = [before, after].map((description) => contract({ find: { ...tool, description } }));
    if (old === undefined || next === undefined) return "";
    return describeText(verdictOn("1.2.1", next, { version: "1.2.0", contract: old }, noPolicy).changes);
  };
  expect(described(long("Mind the limit."), long("Mind the rate."))).toContain(
    ': …them. Mind the limit." → …them. Mind the rate."',
  );
  expect(described(long("a"), `Do ${long("a")}`)).toMatch(/: "Find users .*… → "Do Find users .*…/);
  expect(described(long(""), long(long("")))).toMatch(/: ….*them\. " → ….*them\. Find users .*…/);
  expect(described("Find users.", "Find people.")).toContain(': "Find users." → "Find people."');
});
