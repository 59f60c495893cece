import type { Fetch } from "./fetch.js";

/** What of an event of payload format 2.0 (function URLs and HTTP APIs) is read here. */
export interface LambdaEvent {
  readonly version?: string;
  /** As sent, still encoded; below a stage other than `$default` it begins with the stage's name. */
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly cookies?: readonly string[];
  /** Names in lower case; values of one name are joined by commas. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly requestContext: {
    readonly domainName?: string;
    readonly stage?: string;
    readonly http: { readonly method: string; readonly sourceIp?: string };
  };
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

export interface LambdaContext {
  readonly getRemainingTimeInMillis: () => number;
}

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

export type LambdaHandler = (event: LambdaEvent, context: LambdaContext) => Promise<LambdaResult>;

/** What is left of the function's time for answering, when its work is broken off: in ms. */
const reserveMs = 500;

/** Answers the events of a function URL or an HTTP API. */
export function lambdaHandler(fetch: Fetch): LambdaHandler {
  return async (event, context) => {
    if (event.version !== "2.0") {
      throw new Error(
        "Only events of payload format 2.0 are understood: function URLs, HTTP APIs.",
      );
    }
    const end = new AbortController();
    const request = requestOf(event, end.signal);
    if (request === undefined) return resultOf(failed(400, "The request is not well-formed."));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Response>((resolve) => {
      const left = Math.max(0, context.getRemainingTimeInMillis() - reserveMs);
      timer = setTimeout(() => {
        end.abort();
        void request; // a request that nobody holds is collected, and passes the signal on no more
        resolve(failed(504, "The function ran out of time."));
      }, left);
    });
    try {
      const answer = fetch(request, event.requestContext.http.sourceIp);
      return await resultOf(await Promise.race([answer, late]));
    } finally {
      clearTimeout(timer);
    }
  };
}

const failed = (status: number, message: string): Response =>
  Response.json({ jsonrpc: "2.0", error: { code: -32_000, message }, id: null }, { status });

/** `undefined`: what came is no request that could be answered. */
function requestOf(event: LambdaEvent, signal: AbortSignal): Request | undefined {
  const { rawPath, rawQueryString = "", cookies = [], requestContext } = event;
  const { domainName, stage, http } = requestContext;
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(event.headers ?? {})) {
      if (value !== undefined) headers.set(name, value);
    }
    if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
    const host = headers.get("host") ?? domainName ?? "localhost";
    const prefix = `/${stage ?? ""}/`;
    const path = rawPath.startsWith(prefix) ? rawPath.slice(prefix.length - 1) : rawPath;
    const url = `https://${host}${path}${rawQueryString === "" ? "" : `?${rawQueryString}`}`;
    const { method } = http;
    const hasBody = method !== "GET" && method !== "HEAD";
    return new Request(url, { method, headers, signal, ...(hasBody && { body: bodyOf(event) }) });
  } catch {
    return undefined;
  }
}

const bodyOf = ({ body, isBase64Encoded }: LambdaEvent): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"));

/** Types whose bytes are text; all others go out as base64. */
const textual = /^(?:text\/|application\/(?:[\w.+-]+\+)?json\b)/;

async function resultOf(response: Response): Promise<LambdaResult> {
  const cookies = response.headers.getSetCookie();
  response.headers.delete("set-cookie");
  const isText = textual.test(response.headers.get("content-type") ?? "text/");
  const body = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    ...(cookies.length > 0 && { cookies }),
    body: body.toString(isText ? "utf8" : "base64"),
    isBase64Encoded: !isText,
  };
}
