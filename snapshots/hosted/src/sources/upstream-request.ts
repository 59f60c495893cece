import { ToolError } from "../guard/errors.js";
import type { Arguments } from "../guard/tool.js";
import { isHeaderValue } from "./upstream-headers.js";
import type { UpstreamRequest } from "./upstream.js";

type Literal = string | number | boolean | null;

/** `"{name}"` is the argument of that name, any other value itself. */
export type Template = Literal | readonly Template[] | { readonly [property: string]: Template };

type Templates = Readonly<Record<string, Literal>>;

/** A request with places for arguments. */
export interface RequestTemplate {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Begins with `/`; `{name}` stands for an argument. */
  readonly path: string;
  readonly query?: Templates;
  readonly headers?: Templates;
  /** Sent as JSON. */
  readonly body?: Template;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Templates;
  /** How a list stands in a query or form: `a=1&a=2` (default), `a=1,2` or `a[]=1&a[]=2`. */
  readonly lists?: "repeat" | "comma" | "brackets";
}

const refuse = (name: string, why: string): ToolError =>
  new ToolError("INVALID_ARGUMENTS", `${name} ${why}.`);

const argumentName = (template: unknown): string | undefined =>
  typeof template === "string" ? /^\{([^{}]+)\}$/.exec(template)?.[1] : undefined;

/** The value for a template; `undefined` for an argument that was not given. */
const valueOf = (template: Template, args: Arguments): unknown => {
  const name = argumentName(template);
  if (name !== undefined) return Object.hasOwn(args, name) ? args[name] : undefined;
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) return template.map((item) => valueOf(item as Template, args));
  const entries = Object.entries(template).map(
    ([key, item]) => [key, valueOf(item, args)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
};

const textOf = (name: string, value: unknown): string => {
  if (typeof value === "string" && !/\p{Surrogate}/u.test(value)) return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw refuse(name, "must be text without broken characters, a number, or true or false");
};

/** One part of a path. It cannot hold a `/`, and the whole segment cannot lead elsewhere. */
const segmentOf = (template: string, args: Arguments): string => {
  const segment = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const text = textOf(name, Object.hasOwn(args, name) ? args[name] : undefined);
    if (text === "" || /\p{Cc}/u.test(text)) {
      throw refuse(name, "must not be empty or hold control characters");
    }
    return encodeURIComponent(text);
  });
  // Servers and URL parsers take these for a step up or none, however they are encoded.
  if (segment !== template && /^\.{1,2}$/.test(segment)) {
    throw refuse(/\{([^{}]+)\}/.exec(template)?.[1] ?? "", "must not be . or ..");
  }
  return segment;
};

const pathOf = (path: string, args: Arguments): string =>
  path
    .split("/")
    .map((segment) => segmentOf(segment, args))
    .join("/");

/** `a=1&b=2`, encoded. Arguments that were not given, or are null, are left out. */
const pairsOf = (
  templates: Templates,
  args: Arguments,
  lists: RequestTemplate["lists"] = "repeat",
): string => {
  const pairs = Object.entries(templates).flatMap(([key, template]) => {
    const value = valueOf(template, args);
    if (value === undefined || value === null) return [];
    const name = argumentName(template) ?? key;
    const encoded = encodeURIComponent(key);
    if (!Array.isArray(value)) return `${encoded}=${encodeURIComponent(textOf(name, value))}`;
    const items = value.map((item) => encodeURIComponent(textOf(name, item)));
    if (lists === "comma") return items.length === 0 ? [] : `${encoded}=${items.join(",")}`;
    return items.map((item) => `${encoded}${lists === "brackets" ? "[]" : ""}=${item}`);
  });
  return pairs.join("&");
};

const headersOf = (templates: Templates, args: Arguments): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [key, template] of Object.entries(templates)) {
    const value = valueOf(template, args);
    if (value === undefined || value === null) continue;
    const name = argumentName(template) ?? key;
    const text = textOf(name, value);
    if (!isHeaderValue(text)) throw refuse(name, "must be one line of ASCII characters");
    headers[key.toLowerCase()] = text;
  }
  return headers;
};

/**
 * Puts arguments into the places of a request. Each is encoded for the place it stands in, so that none can
 * leave it; what cannot be encoded is refused with `INVALID_ARGUMENTS`.
 */
export const buildRequest = (template: RequestTemplate) => {
  const { method, path, query = {}, headers = {}, body, form, lists } = template;
  return (args: Arguments): UpstreamRequest => {
    const search = pairsOf(query, args, lists);
    const content =
      form !== undefined
        ? { type: "application/x-www-form-urlencoded", text: pairsOf(form, args, lists) }
        : body !== undefined
          ? { type: "application/json", text: JSON.stringify(valueOf(body, args) ?? null) }
          : undefined;
    return {
      method,
      target: pathOf(path, args) + (search === "" ? "" : `?${search}`),
      headers: {
        ...headersOf(headers, args),
        ...(content !== undefined && { "content-type": content.type }),
      },
      ...(content !== undefined && { body: content.text }),
    };
  };
};
