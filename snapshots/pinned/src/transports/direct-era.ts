import {
  classifyInboundRequest,
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  LOG_LEVEL_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from "@modelcontextprotocol/server";

/** `modern`: 2026-07-28, where each request says all about itself. `legacy`: all that came before. */
export type Era = "modern" | "legacy";

export type Meta = Readonly<Record<string, unknown>>;

export const modernRevision = "2026-07-28";

/** The keys of `_meta` that the SDK takes for the protocol's own. */
export const envelopeKeys: ReadonlySet<string> = new Set([
  PROTOCOL_VERSION_META_KEY,
  CLIENT_INFO_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
  LOG_LEVEL_META_KEY,
]);

/** All that the verdict on a well-formed request depends on. */
export interface EraClaims {
  readonly method: string;
  /** Header `MCP-Protocol-Version`. */
  readonly version: string | undefined;
  /** Header `Mcp-Method`. */
  readonly methodHeader: string | undefined;
  readonly envelope: Meta | undefined;
}

const remembered = 500;
const longestKey = 2_000;

/**
 * The era by which the SDK would serve a request, or `undefined` if it would refuse it.
 *
 * The verdict is the SDK's. It takes longer than all else on the direct road (three schemas are tried),
 * and clients say the same of themselves with each request, so verdicts are kept: it is reached from
 * nothing but the claims, and they are the key.
 */
export function createEraOf(): (claims: EraClaims) => Era | undefined {
  const verdicts = new Map<string, Era | undefined>();
  return (claims) => {
    const { method, version, methodHeader, envelope } = claims;
    const key = JSON.stringify([method, version, methodHeader, envelope]);
    if (verdicts.has(key)) return verdicts.get(key);
    const era = judge(claims);
    if (verdicts.size >= remembered) verdicts.clear();
    if (key.length <= longestKey) verdicts.set(key, era);
    return era;
  };
}

function judge({ method, version, methodHeader, envelope }: EraClaims): Era | undefined {
  const params = envelope === undefined ? {} : { _meta: envelope };
  const route = classifyInboundRequest({
    httpMethod: "POST",
    protocolVersionHeader: version,
    mcpMethodHeader: methodHeader,
    body: { jsonrpc: "2.0", id: 0, method, params },
  });
  if (route.kind === "legacy") return "legacy";
  if (route.kind === "reject" || route.classification.revision !== version) return undefined;
  return version === modernRevision ? "modern" : undefined;
}
