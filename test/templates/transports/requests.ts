import type { Random } from "./random.js";

/** A request as it goes over the wire. Headers may come twice. */
export interface Sent {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A request while it is still being changed. */
interface Draft {
  headers: [string, string][];
  message: unknown;
}

type Json = Record<string, unknown>;

const prefix = "io.modelcontextprotocol/";
const modern = "2026-07-28";
const legacyVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "2024-10-07"];

const envelope = (version = modern): Json => ({
  [`${prefix}protocolVersion`]: version,
  [`${prefix}clientInfo`]: { name: "client", version: "1.0.0" },
  [`${prefix}clientCapabilities`]: {},
});

function modernDraft(method: string, params: Json = {}): Draft {
  const name = params["name"];
  return {
    headers: [
      ["accept", "application/json, text/event-stream"],
      ["content-type", "application/json"],
      ["mcp-protocol-version", modern],
      ["mcp-method", method],
      ...(typeof name === "string" ? [["mcp-name", name] as [string, string]] : []),
    ],
    message: { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: envelope() } },
  };
}

function legacyDraft(method: string, params?: Json, version: string | undefined = "2025-11-25"): Draft {
  const message: Json = { jsonrpc: "2.0", id: 1, method, ...(params && { params }) };
  return {
    headers: [
      ["accept", "application/json, text/event-stream"],
      ["content-type", "application/json"],
      ...(version === "" ? [] : [["mcp-protocol-version", version] as [string, string]]),
    ],
    message,
  };
}

/** Calls of the tools that the comparison serves: what each does for well-meant arguments. */
const calls: readonly Json[] = [
  { name: "echo", arguments: { text: "hi" } },
  { name: "whoami" },
  { name: "whoami", arguments: {} },
  { name: "leaky", arguments: {} },
  { name: "many_rows", arguments: {} },
  { name: "big_value", arguments: {} },
  { name: "capped", arguments: { limit: 9 } },
  { name: "restricted", arguments: {} },
  { name: "picture", arguments: {} },
  { name: "patient", arguments: {} },
  { name: "steps", arguments: {} },
  { name: "routed", arguments: { region: "eu", shard: 42 } },
  { name: "no_such_tool", arguments: {} },
];

const withParamHeaders = (draft: Draft, params: Json): Draft =>
  params["name"] === "routed"
    ? { ...draft, headers: [...draft.headers, ["mcp-param-region", "eu"], ["mcp-param-shard", "42"]] }
    : draft;

const initialize = (version: string): Draft =>
  legacyDraft(
    "initialize",
    { protocolVersion: version, capabilities: {}, clientInfo: { name: "client", version: "1.0.0" } },
    "",
  );

const notification = (method: string): Draft => {
  const draft = legacyDraft(method);
  delete (draft.message as Json)["id"];
  return draft;
};

/** What the official client and the conformance suite send, in both eras. */
const clientDrafts: readonly Draft[] = [
  ...[...legacyVersions, modern, "1999-01-01"].map(initialize),
  notification("notifications/initialized"),
  notification("notifications/cancelled"),
  legacyDraft("ping"),
  legacyDraft("tools/list"),
  legacyDraft("tools/list", {}),
  legacyDraft("tools/list", {}, ""),
  legacyDraft("tools/list", { cursor: "next" }),
  legacyDraft("resources/list"),
  modernDraft("server/discover"),
  modernDraft("tools/list"),
  modernDraft("tools/list", { cursor: "next" }),
  modernDraft("resources/list"),
  modernDraft("ping"),
  modernDraft("initialize"),
  ...calls.map((params) => withParamHeaders(modernDraft("tools/call", params), params)),
  ...calls.map((params) => legacyDraft("tools/call", params)),
  ...legacyVersions.map((version) => legacyDraft("tools/call", calls[0], version)),
  legacyDraft("tools/call", calls[0], ""),
];

const sent = ({ headers, message }: Draft): Sent => ({ headers, body: JSON.stringify(message) });

export const clientRequests: readonly Sent[] = clientDrafts.map(sent);

// What mutations put in place of something.
const ids = [0, -1, 7, 2 ** 53, 1.5, 1e300, "", "a", 'ü\u2028"', null, true, [], {}, undefined];
const oddities = [undefined, null, "", "text", 5, true, [], [1], {}, { a: { b: 1 } }];
const versions = [...legacyVersions, modern, "2027-01-01", "1999-01-01", "", "nonsense", " 2026-07-28"];
const methods = [
  "tools/call",
  "tools/list",
  "TOOLS/CALL",
  "tools/call ",
  "server/discover",
  "x",
  "constructor",
];
const names = ["echo", "whoami", "", "Echo", " echo", "=?base64?ZWNobw==?=", "=?base64?x?=", "constructor"];
const accepts = [
  "application/json",
  "text/event-stream",
  "*/*",
  "",
  "text/html",
  "text/event-stream,application/json",
];
const types = ["application/json; charset=utf-8", "Application/JSON", "application/jsonp", "text/plain", ""];
const others: readonly (readonly [string, readonly string[]])[] = [
  ["origin", ["http://localhost:3000", "https://app.example.com", "https://evil.example", "null"]],
  ["authorization", ["Bearer reader", "Bearer nobody"]],
  ["mcp-session-id", ["abc"]],
  ["last-event-id", ["1"]],
  ["content-encoding", ["identity", "gzip"]],
  ["mcp-param-region", ["eu", "us", "=?base64?ZXU=?="]],
  ["mcp-param-shard", ["42.0", "x"]],
];
const ofHeader: Readonly<Record<string, readonly string[]>> = {
  accept: accepts,
  "content-type": types,
  "mcp-protocol-version": versions,
  "mcp-method": methods,
  "mcp-name": names,
};
const metaKeys: readonly (readonly [string, readonly unknown[]])[] = [
  [`${prefix}protocolVersion`, [...versions, undefined, null, 5]],
  [`${prefix}clientInfo`, [undefined, null, "client", { name: "n" }, { name: "n", version: 1 }, {}]],
  [`${prefix}clientCapabilities`, [undefined, null, [], { elicitation: {} }, { roots: 5 }, "x"]],
  [`${prefix}logLevel`, ["info", "nonsense", undefined]],
  [`${prefix}related-task`, [{ taskId: "t" }, 5]],
  [`${prefix}unknown`, [1, {}]],
  ["progressToken", [1, "token", null, {}, 1.5]],
  ["traceparent", ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", 5]],
  ["example.com/own", [{ a: 1 }, null]],
  ["constructor", [{}]],
];
const paramKeys = ["cursor", "task", "inputResponses", "requestState", "extra", "constructor"];

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const put = (object: Json, key: string, value: unknown): void => {
  if (value === undefined) delete object[key];
  else object[key] = structuredClone(value);
};

type Mutation = (draft: Draft, random: Random) => void;

const onMessage =
  (change: (message: Json, random: Random) => void): Mutation =>
  ({ message }, random) => {
    if (isObject(message)) change(message, random);
  };
const onParams = (change: (params: Json, random: Random) => void): Mutation =>
  onMessage((message, random) => {
    if (isObject(message["params"])) change(message["params"], random);
  });

const mutations: readonly Mutation[] = [
  (draft, { pick }) => {
    const [gone] = pick(draft.headers);
    draft.headers = draft.headers.filter(([name]) => name !== gone);
  },
  (draft, { pick }) => {
    const changed = pick(draft.headers);
    changed[1] = pick(ofHeader[changed[0]] ?? [changed[1]]);
  },
  (draft, { pick }) => {
    const [name, value] = pick(draft.headers);
    draft.headers.push([name, pick([value, ...(ofHeader[name] ?? [])])]);
  },
  (draft, { pick }) => {
    const [name, values] = pick(others);
    draft.headers.push([name, pick(values)]);
  },
  onMessage((message, { pick }) => put(message, "id", pick(ids))),
  onMessage((message, { pick }) => put(message, "jsonrpc", pick(["1.0", 2, undefined]))),
  onMessage((message, { pick }) => put(message, "method", pick([...methods, ...oddities]))),
  onMessage((message, { pick }) => put(message, "params", pick(oddities))),
  onMessage((message, { pick }) => put(message, pick(["extra", "result", "error"]), pick(oddities))),
  onParams((params, { pick }) => put(params, "name", pick([...names, ...oddities]))),
  onParams((params, { pick }) => put(params, "arguments", pick(oddities))),
  onParams((params, { pick }) => put(params, pick(paramKeys), pick(oddities))),
  onParams((params, { pick }) => put(params, "_meta", pick([...oddities, envelope()]))),
  onParams((params, { pick }) => {
    if (isObject(params["arguments"])) put(params["arguments"], pick(["text", "limit", "x"]), pick(oddities));
  }),
  ...[1, 2, 3].map(() =>
    onParams((params, { pick }) => {
      const [key, values] = pick(metaKeys);
      const meta = (params["_meta"] ??= {});
      if (isObject(meta)) put(meta, key, pick(values));
    }),
  ),
  (draft, { pick }) => {
    const { message } = draft;
    draft.message = pick([[message], [message, message], [message, { jsonrpc: "2.0", method: "x" }], []]);
  },
];

/** The drafts that the direct road is for: most mutations begin with one of these. */
const plainDrafts = clientDrafts.filter(({ message }) =>
  ["tools/call", "tools/list"].includes(String((message as Json)["method"])),
);

/** So many requests with one to three things changed. */
export function mutated(count: number, random: Random): readonly Sent[] {
  return Array.from({ length: count }, () => {
    const base = random.pick(random.next() < 0.85 ? plainDrafts : clientDrafts);
    const draft = structuredClone(base);
    const times = random.pick([1, 1, 2, 3]);
    for (let time = 0; time < times; time++) random.pick(mutations)(draft, random);
    return sent(draft);
  });
}
