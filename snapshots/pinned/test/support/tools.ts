import { setTimeout } from "node:timers/promises";
import { defineTool, type Arguments, type Limits, type Tool } from "../../src/guard/tool.js";
import { objectOf } from "./validator.js";

/** Tools that do what the controls must hold against. They stand in for the tools of the spec. */

/** In an error's message: it must not reach any client. */
export const canary = "postgres://admin:canary-7f3a@db.internal:5432/prod";

const defaults: Limits = {
  rate: { calls: 1_000, seconds: 60 },
  concurrency: 100,
  timeoutMs: 5_000,
  rows: 20,
  bytes: 64 * 1024,
};

type Fixture = Pick<Tool, "run"> &
  Partial<Pick<Tool, "caps" | "scopes" | "redact" | "deprecated" | "untrusted">> & {
    readonly params?: Readonly<Record<string, { readonly type: string }>>;
    readonly limits?: Partial<Limits>;
  };

const tool = (name: string, { params = {}, limits, ...rest }: Fixture): Tool =>
  defineTool({
    definition: {
      name,
      title: name,
      description: `Fixture: ${name}.`,
      inputSchema: {
        type: "object",
        properties: params,
        required: Object.keys(params),
        additionalProperties: false,
      },
    },
    validateInput: objectOf(params),
    caps: {},
    scopes: [],
    redact: [],
    ...rest,
    limits: { ...defaults, ...limits },
  });

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

/** Labels with which the slow tool has been called. */
export const begun = new Set<string>();
/** What it saw of its signal, by label. */
export const stopped = new Map<string, unknown>();

export const fixtureTools: readonly Tool[] = [
  tool("echo", {
    params: { text: { type: "string" } },
    redact: ["text"],
    run: async ({ text }) => ({ kind: "value", value: { text } }),
  }),
  tool("leaving", {
    deprecated: true,
    run: async () => ({ kind: "value", value: "still here" }),
  }),
  tool("whoami", {
    run: async (_args, { principal }) => ({ kind: "value", value: { id: principal.id } }),
  }),
  tool("slow", {
    params: { label: { type: "string" }, ms: { type: "integer" } },
    limits: { timeoutMs: 500 },
    run: async ({ label, ms }, { signal }) => {
      begun.add(String(label));
      signal.addEventListener("abort", () => stopped.set(String(label), signal.reason));
      await setTimeout(Number(ms), undefined, { signal });
      return { kind: "value", value: { label } };
    },
  }),
  tool("leaky", {
    run: async () => {
      throw new Error(`connect ECONNREFUSED ${canary}\n    at SELECT secret FROM users`);
    },
  }),
  tool("outside", {
    params: { text: { type: "string" } },
    untrusted: "handler",
    run: async ({ text }) => ({ kind: "value", value: { text } }),
  }),
  tool("outside_blocks", {
    params: { text: { type: "string" } },
    untrusted: "handler",
    run: async ({ text }) => {
      const hostile = String(text);
      const link = { uri: `https://example.com/${hostile}`, name: hostile, title: hostile };
      const resource = { uri: hostile, mimeType: hostile, text: hostile };
      return {
        kind: "content",
        content: [
          { type: "resource_link", ...link, description: hostile },
          { type: "resource", resource },
          { type: "text", text: hostile },
        ],
      };
    },
  }),
  tool("many_rows", {
    run: async (_args, { limits }) => ({
      kind: "rows",
      rows: rows(limits.rows),
      truncated: { by: "rows", cap: limits.rows },
    }),
  }),
  tool("big_value", {
    run: async (_args, { limits }) => ({ kind: "value", value: "x".repeat(limits.bytes + 1) }),
  }),
  tool("flood", {
    run: async () => ({ kind: "value", value: "x".repeat(50 * 1024 * 1024) }),
  }),
  tool("capped", {
    params: { limit: { type: "integer" } },
    caps: { limit: 5 },
    run: async ({ limit }: Arguments) => ({ kind: "rows", rows: rows(Number(limit)) }),
  }),
  tool("rarely", {
    limits: { rate: { calls: 3, seconds: 60 } },
    run: async () => ({ kind: "value", value: "ok" }),
  }),
  tool("one_at_a_time", {
    limits: { concurrency: 1 },
    run: async (_args, { signal }) => {
      await setTimeout(300, undefined, { signal });
      return { kind: "value", value: "ok" };
    },
  }),
  tool("steps", {
    run: async (_args, { progress }) => {
      for (const step of [1, 2, 3]) await progress(step, 3, `step ${step}`);
      return { kind: "value", value: "done" };
    },
  }),
  tool("restricted", {
    scopes: ["things:read", "things:write"],
    run: async () => ({ kind: "value", value: "ok" }),
  }),
  tool("routed", {
    params: {
      region: { type: "string", "x-mcp-header": "Region" },
      shard: { type: "integer", "x-mcp-header": "Shard" },
    } as Fixture["params"],
    run: async ({ region, shard }) => ({ kind: "value", value: { region, shard } }),
  }),
];
