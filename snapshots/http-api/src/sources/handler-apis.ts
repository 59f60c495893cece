import { ToolError } from "../guard/errors.js";
import type { Context } from "../guard/call.js";
import type { Access, Handler } from "../guard/handler.js";
import { isFreeHeader, isHeaderValue } from "./upstream-headers.js";
import { isUpstream, type Upstream } from "./upstream.js";

export interface FetchInit {
  /** Default: GET. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/**
 * Like the web's `fetch`, within the call's deadline, and to one HTTP API of the spec. The source's credential
 * goes with it. Resolves with any status; rejects with a `ToolError` when there is no answer.
 */
export type Fetch = (target: string, init?: FetchInit) => Promise<Response>;

/** An HTTP API as a handler sees it. */
export interface Api {
  /** @param target Path and query below the base URL, encoded, such as `/contacts/4711`. */
  readonly fetch: Fetch;
}

/** What a handler may use of the call, with the sources that are open to its tool. */
export interface HandlerContext<S> extends Omit<Context, "sources"> {
  readonly sources: S;
  /** @param target A URL below the base URL of one of the sources, such as a link that it gave. */
  readonly fetch: Fetch;
}

const refused = (what: string): ToolError =>
  new ToolError("SOURCE_ERROR", "This tool asked for something that it may not reach.", {
    cause: { name: "EgressError", code: "EGRESS_REFUSED", message: what },
  });

/** Without a way out of the base URL: a parser reads `..`, `\` and `//` as one. */
const isBelow = (target: string, { baseUrl }: Upstream): boolean => {
  if (target !== "" && !/^[/?]/.test(target)) return false;
  if (/[\\#\p{Cc}]/u.test(target)) return false;
  const base = baseUrl.href.replace(/\/$/, "");
  if (!URL.canParse(base + target)) return false;
  const { origin, pathname } = new URL(base + target);
  const root = new URL(base).pathname.replace(/\/$/, "");
  return origin === baseUrl.origin && (pathname === root || pathname.startsWith(`${root}/`));
};

const fetchFrom =
  (upstream: Upstream, { signal, deadline }: Context, writes: boolean): Fetch =>
  async (target, { method = "GET", headers = {}, body } = {}) => {
    const verb = method.toUpperCase();
    const isRead = verb === "GET" || verb === "HEAD";
    if (!isBelow(target, upstream)) throw refused("a target that is not below the base URL");
    if (!isRead && !writes) throw refused(`${verb} by a tool without \`writes: true\``);
    const type =
      body instanceof URLSearchParams
        ? "application/x-www-form-urlencoded;charset=UTF-8"
        : "application/json";
    const own = Object.entries(headers).map(
      ([name, value]) => [name.toLowerCase(), value] as const,
    );
    const odd = own.find(
      ([name, value]) => (name !== "content-type" && !isFreeHeader(name)) || !isHeaderValue(value),
    );
    if (odd !== undefined) throw refused(`the header ${odd[0]}`);
    const answer = await upstream.send(
      {
        method: verb,
        target,
        headers: {
          ...(body !== undefined && { "content-type": type }),
          ...Object.fromEntries(own),
        },
        ...(body !== undefined && { body: String(body) }),
      },
      { signal, deadline },
    );
    // The body is decompressed already, and has no length to be held against.
    const given = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "set-cookie"]) given.delete(name);
    const isEmpty = [204, 205].includes(answer.status) || verb === "HEAD";
    return new Response(isEmpty ? null : answer.body, { status: answer.status, headers: given });
  };

/**
 * A handler that sees the sources that are open to its tool, and of HTTP APIs a `fetch` that leads nowhere else. To
 * those that it may not change, only GET and HEAD are sent.
 */
export const withApis =
  (handler: Handler, { sources: names, writes }: Access): Handler =>
  (args, context) => {
    const open = names.flatMap((name) => {
      const source = context.sources[name];
      return source === undefined ? [] : [[name, source] as const];
    });
    const apis = open.flatMap(([name, source]) =>
      isUpstream(source)
        ? [{ name, source, fetch: fetchFrom(source, context, writes.includes(name)) }]
        : [],
    );
    const sources = Object.fromEntries([
      ...open,
      ...apis.map((api) => [api.name, { fetch: api.fetch }] as const),
    ]);
    const fetch: Fetch = async (target, init) => {
      const below = apis.flatMap((api) => {
        const base = api.source.baseUrl.href.replace(/\/$/, "");
        const rest = target.startsWith(base) ? target.slice(base.length) : undefined;
        return rest !== undefined && isBelow(rest, api.source) ? [{ api, rest }] : [];
      });
      // Of several the one whose base URL says most of it.
      const [found] = below.sort((left, right) => left.rest.length - right.rest.length);
      if (found === undefined) throw refused("a URL that is below no source of its tool");
      return found.api.fetch(found.rest, init);
    };
    const { principal, signal, stop, deadline, call, limits, log, progress } = context;
    const own = { principal, signal, stop, deadline, call, limits, log, progress };
    return handler(args, { ...own, sources, fetch } as never);
  };
