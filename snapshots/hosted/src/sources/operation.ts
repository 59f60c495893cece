import { ToolError } from "../guard/errors.js";
import type { Arguments, Outcome, Run } from "../guard/tool.js";
import type { Sources } from "./source.js";
import { failureOfStatus } from "./upstream-errors.js";
import { readValue } from "./upstream-body.js";
import { buildRequest, type RequestTemplate } from "./upstream-request.js";
import { at, kept, mapped, type Keep } from "./upstream-result.js";
import { isUpstream, type Upstream, type UpstreamAnswer } from "./upstream.js";

/** Where an answer says how to get the next page. */
export type NextPage =
  | { readonly body: string }
  | { readonly header: string }
  /** A query parameter of the URL in `Link: …; rel="next"`. */
  | { readonly link: string };

/** One HTTP request and what of its answer is the tool's result. */
export interface Operation extends RequestTemplate {
  /** JSON pointer to the part of the answer that counts. */
  readonly pick?: string;
  /** Properties of the result by JSON pointers into that part, or into each of its items. */
  readonly map?: Readonly<Record<string, string>>;
  /** The properties that the result's schema names. Default: all. */
  readonly keep?: Keep;
  /** The result becomes `{ result, next }`. */
  readonly next?: NextPage;
}

/** RFC 8288, as far as it is used for pages. */
const nextLink = (header: string, from: URL): URL | undefined => {
  const links = header.slice(0, 8_000).matchAll(/<([^<>]{1,2000})>([^<]*)/g);
  for (const [, target = "", parameters = ""] of links) {
    const isNext = /;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters);
    if (isNext && URL.canParse(target, from)) return new URL(target, from);
  }
  return undefined;
};

/** The cursor of the next page. Of a link only one parameter: the rest would name the host. */
const cursorOf = (
  next: NextPage,
  value: unknown,
  { headers }: UpstreamAnswer,
  from: URL,
): string | undefined => {
  const found =
    "body" in next
      ? at(value, next.body)
      : "header" in next
        ? headers.get(next.header)
        : nextLink(headers.get("link") ?? "", from)?.searchParams.get(next.link);
  return (typeof found === "string" && found !== "") || typeof found === "number"
    ? String(found)
    : undefined;
};

const upstreamIn = (sources: Sources, source: string): Upstream => {
  const found = sources[source];
  if (found !== undefined && isUpstream(found)) return found;
  throw new ToolError("SOURCE_UNAVAILABLE", "The service behind this tool is not open.");
};

/** The `run` of a tool that is one HTTP request. */
export const operation = (source: string, description: Operation): Run => {
  const request = buildRequest(description);
  const { pick = "", map, keep = true, next } = description;

  const resultOf = (value: unknown): unknown => {
    const part = at(value, pick);
    return kept(map === undefined ? part : mapped(part, map), keep);
  };

  const run = async (args: Arguments, context: Parameters<Run>[1]): Promise<Outcome> => {
    const { sources, signal, deadline } = context;
    const upstream = upstreamIn(sources, source);
    const answer = await upstream.send(request(args), { signal, deadline });
    const failure = failureOfStatus(answer);
    if (failure !== undefined) throw failure;
    const value = readValue(answer.body, answer.headers.get("content-type"));
    const result = resultOf(value);
    if (next === undefined) return { kind: "value", value: result };
    const cursor = cursorOf(next, value, answer, upstream.baseUrl);
    return {
      kind: "value",
      value: { result: result ?? null, ...(cursor !== undefined && { next: cursor }) },
    };
  };
  return Object.assign(run, { prepare: (sources: Sources) => void upstreamIn(sources, source) });
};
