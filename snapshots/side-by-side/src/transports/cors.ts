import type { Head } from "./head.js";

/** Headers that let a page of this origin read the answer. */
export type Cors = (origin: string | undefined) => Readonly<Record<string, string>>;

/**
 * @param allowedOrigins whole origins; empty switches CORS off, and browsers then keep every page out.
 * @param exposed headers that pages may read, beside the one that says how to sign in.
 */
export function corsHeaders(
  allowedOrigins: readonly string[],
  exposed: readonly string[] = [],
): Cors {
  const allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  return (origin): Readonly<Record<string, string>> => {
    if (origin === undefined || !allowed.has(origin)) return {};
    return {
      "access-control-allow-origin": origin,
      "access-control-expose-headers": ["www-authenticate", ...exposed].join(", "),
      vary: "origin",
    };
  };
}

/** What Streamable HTTP sends beyond the headers that every page may send. */
const requestHeaders =
  "authorization, content-type, mcp-method, mcp-name, mcp-protocol-version, traceparent, tracestate";

/** The answer to the question that a browser asks before it sends a page's request, if this is one. */
export function preflight({ method, header }: Head, cors: Cors): Response | undefined {
  const granted = cors(header("origin"));
  if (method !== "OPTIONS" || header("access-control-request-method") === undefined)
    return undefined;
  if (!("vary" in granted)) return undefined;
  // The headers that repeat arguments (`x-mcp-header`) have names of the tools' own.
  const asked = (header("access-control-request-headers") ?? "").toLowerCase().split(/[\s,]+/);
  const ofTools = asked.filter((name) => /^mcp-param-[a-z0-9-]+$/.test(name));
  return new Response(null, {
    status: 204,
    headers: {
      ...granted,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": [requestHeaders, ...ofTools].join(", "),
      "access-control-max-age": "600",
    },
  });
}
