import { isFreeHeader, isHeaderValue } from "../../../templates/upstream/src/sources/upstream-headers.js";
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { SpecOperation } from "../build-http.js";
import type { Path } from "../document.js";
import { allowsType } from "../json-schema/shape.js";
import { isSchemaObject, type AnySchema } from "../json-schema/walk.js";
import { readParam } from "../param.js";
import type { Spec, SpecTool } from "../schema.js";
import { argumentsOf } from "./arguments.js";
import { eachTool, written, writtenKeys, type Rule, type RuleContext } from "./rule.js";

type Place = "path" | "query" | "headers" | "body" | "form";

/** One `{name}` of a request. */
interface Use {
  readonly place: Place;
  readonly name: string;
  readonly path: Path;
  /** Where in the text. */
  readonly part?: { readonly from: number; readonly to: number };
}

interface Subject {
  readonly tool: SpecTool;
  readonly http: SpecOperation;
  readonly name: string;
  readonly path: Path;
}

function eachOperation(spec: Spec, visit: (subject: Subject) => void): void {
  eachTool(spec, (tool, name, path) => {
    if (tool.http !== undefined) visit({ tool, http: tool.http, name, path: [...path, "http"] });
  });
}

const whole = /^\{([^{}]+)\}$/;

/** Every place of an argument, and every text that has braces and is none. */
function usesOf({ http, path }: Subject): { readonly uses: readonly Use[]; readonly odd: readonly Path[] } {
  const uses: Use[] = [];
  const odd: Path[] = [];
  for (const found of http.path.matchAll(/\{([^{}]+)\}/g)) {
    const part = { from: found.index, to: found.index + found[0].length };
    uses.push({ place: "path", name: found[1] as string, path: [...path, "path"], part });
  }
  const visit = (place: Place, value: unknown, at: Path): void => {
    if (typeof value === "string") {
      const name = whole.exec(value)?.[1];
      if (name !== undefined) uses.push({ place, name, path: at });
      else if (/[{}]/.test(value)) odd.push(at);
    } else if (Array.isArray(value)) value.forEach((item, index) => visit(place, item, [...at, index]));
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(place, item, [...at, key]);
    }
  };
  for (const place of ["query", "headers", "body", "form"] as const) {
    const value = http[place];
    if (Array.isArray(value)) {
      value.forEach((name, index) => uses.push({ place, name, path: [...path, place, index] }));
    } else visit(place, value, [...path, place]);
  }
  return { uses, odd };
}

/** The schema of an argument, and whether every call has it. */
function argument(tool: SpecTool, name: string): { schema: AnySchema; isGiven: boolean } | undefined {
  if (tool.input === undefined) {
    const param = tool.params?.[name];
    if (param === undefined) return undefined;
    const { schema, isRequired } = readParam(param);
    return { schema, isGiven: isRequired || "default" in schema };
  }
  const { properties, required } = tool.input;
  const schema = isSchemaObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!isSchemaObject(schema)) return undefined;
  const isRequired = Array.isArray(required) && required.includes(name);
  return { schema, isGiven: isRequired || "default" in schema };
}

export const httpMethods: Rule = {
  name: "http-methods",
  codes: ["MCP1810"],
  check({ spec }, report) {
    eachOperation(spec, ({ tool, http, name, path }) => {
      const method = http.method ?? "GET";
      const owner = path.slice(0, -1);
      const source = spec.sources?.[tool.source ?? ""];
      if (tool.writes === undefined && method !== "GET") {
        const help =
          method === "POST"
            ? "write `writes: true`; or `writes: false`, if it only asks for something"
            : "write `writes: true`";
        report(
          "MCP1810",
          [...path, "method"],
          `${quoted(name)} sends ${method} and does not say that it writes`,
          {
            help,
          },
        );
        return;
      }
      if (tool.writes === false && !["GET", "POST"].includes(method)) {
        report("MCP1810", [...owner, "writes"], `${method} changes something`, {
          help: "write `writes: true`",
        });
        return;
      }
      if (source?.kind !== "http") return;
      const isWritable = source.access === "write";
      if (tool.writes === true && !isWritable) {
        report(
          "MCP1810",
          [...owner, "source"],
          `${quoted(name)} writes, and ${quoted(tool.source ?? "")} is for reading`,
          {
            help: "declare another source with `access: write` and a credential of its own, and name it here",
          },
        );
      }
      if (tool.writes !== true && isWritable) {
        report(
          "MCP1810",
          [...owner, "source"],
          `${quoted(name)} reads, and ${quoted(tool.source ?? "")} is for writing`,
          {
            help: "name a source without `access: write`, whose credential can only read",
          },
        );
      }
    });
  },
};

export const httpPaths: Rule = {
  name: "http-paths",
  codes: ["MCP1806"],
  check({ spec }, report) {
    eachOperation(spec, (subject) => {
      const { http, path } = subject;
      const at = [...path, "path"];
      const problem = pathProblem(http.path);
      if (problem !== undefined) report("MCP1806", at, problem);
      const { uses } = usesOf(subject);
      for (const use of uses) {
        if (use.place !== "path") continue;
        const found = argument(subject.tool, use.name);
        if (found === undefined || found.isGiven) continue;
        report("MCP1806", at, `${quoted(use.name)} may be left out, and a path cannot do without it`, {
          ...(use.part !== undefined && { part: use.part }),
          help: "make the argument required, or give it a default",
        });
      }
    });
  },
};

function pathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "a path begins with /";
  if (/[?#]/.test(path)) return "a path has no query and fragment: arguments of a query go under `query:`";
  const plain = path.replace(/\{[^{}]+\}/g, "x");
  if (/[{}]/.test(plain)) return "a brace is not closed, or empty";
  if (!/^[\w/.~!$&'()*+,;=:@%-]*$/.test(plain))
    return "a path has letters, digits and -._~!$&'()*+,;=:@% only";
  if (/%(?![0-9A-Fa-f]{2})/.test(plain)) return "a % stands before two hexadecimal digits";
  if (/%(?:2f|5c|2e)/i.test(plain))
    return "an encoded slash, backslash or dot means one thing here and another there";
  const segments = plain.split("/").slice(1);
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "a path has no . and .. segments";
  return segments.slice(0, -1).includes("") ? "a path has no empty segments" : undefined;
}

export const httpPlaces: Rule = {
  name: "http-places",
  codes: ["MCP1804", "MCP1805", "MCP1808", "MCP1811", "MCP1813"],
  check(context, report) {
    eachOperation(context.spec, (subject) => {
      const { tool, name: toolName, path } = subject;
      const owner = path.slice(0, -1);
      const key = tool.input === undefined ? "params" : "input";
      // Taken out because its structure is wrong: nothing to compare with.
      if (tool[key] === undefined && written(context, [...owner, key]) !== undefined) return;
      const { uses, odd } = usesOf(subject);
      for (const at of odd) report("MCP1808", at, "an argument cannot be a part of this value");
      const args = argumentsOf(tool);
      const names = key === "params" ? writtenKeys(context, [...owner, "params"]) : args.names;
      const seen = new Map<string, Place>();
      for (const { place, name, path: at, part } of uses) {
        const where = part === undefined ? {} : { part };
        if (!names.includes(name)) {
          if (!args.isComplete) continue;
          const declared = names.length === 0 ? "none" : list(names);
          report("MCP1804", at, `the request uses {${name}}, which is not declared`, {
            ...where,
            label: didYouMean(name, names),
            help: `arguments are declared under \`${key}:\`; ${quoted(toolName)} declares: ${declared}`,
          });
          continue;
        }
        const earlier = seen.get(name);
        if (earlier !== undefined) {
          report("MCP1811", at, `${quoted(name)} is in the ${placeNames[earlier]} already`, where);
        }
        seen.set(name, place);
        const problem = misfit(place, argument(tool, name)?.schema);
        if (problem !== undefined) report("MCP1813", at, `${quoted(name)} ${problem}`, where);
      }
      if (odd.length > 0 || pathProblem(subject.http.path) !== undefined) return;
      reportUnused(context, subject, names, new Set(uses.map(({ name }) => name)), report);
    });
  },
};

const placeNames: Readonly<Record<Place, string>> = {
  path: "path",
  query: "query",
  headers: "headers",
  body: "body",
  form: "form",
};

function misfit(place: Place, schema: AnySchema | undefined): string | undefined {
  if (schema === undefined || place === "body") return undefined;
  if (allowsType(schema, "object")) return `is an object, which a ${singular[place]} cannot hold`;
  const isList = allowsType(schema, "array");
  if (isList && (place === "path" || place === "headers")) {
    return `is a list, which a ${singular[place]} cannot hold`;
  }
  const { items } = schema;
  const isDeep = isSchemaObject(items) && ["object", "array"].some((type) => allowsType(items, type));
  return isList && isDeep
    ? `is a list of lists or objects, which a ${singular[place]} cannot hold`
    : undefined;
}

const singular: Readonly<Record<Place, string>> = { ...placeNames, headers: "header" };

function reportUnused(
  context: RuleContext,
  { tool, http, path }: Subject,
  names: readonly string[],
  used: ReadonlySet<string>,
  report: Parameters<Rule["check"]>[1],
): void {
  // A misspelt or unreadable use is why an argument seems unused.
  if ([...used].some((name) => !names.includes(name))) return;
  const sections = ["query", "headers", "body", "form"] as const;
  if (sections.some((key) => http[key] === undefined && written(context, [...path, key]) !== undefined))
    return;
  for (const name of names) {
    if (used.has(name)) continue;
    const owner = path.slice(0, -1);
    const at =
      tool.input === undefined ? [...owner, "params", name] : [...owner, "input", "properties", name];
    report("MCP1805", at, `the request does not use {${name}}`, {
      at: "key",
      help:
        (http.method ?? "GET") === "GET"
          ? `put it into the path, or write \`query: [${name}]\``
          : `put it into the path, the query or the body, such as \`body: [${name}]\``,
    });
  }
}

export const httpBodies: Rule = {
  name: "http-bodies",
  codes: ["MCP1807", "MCP1233"],
  check(context, report) {
    eachOperation(context.spec, ({ http, path }) => {
      const isMisspelt = http.method === undefined && written(context, [...path, "method"]) !== undefined;
      if (isMisspelt) return;
      const { method = "GET", body, form, lists, query } = http;
      const key = body === undefined ? "form" : "body";
      if (body !== undefined && form !== undefined) {
        report("MCP1807", [...path, "form"], "there are both body and form", { at: "key" });
      } else if ((body ?? form) !== undefined && (method === "GET" || method === "DELETE")) {
        report("MCP1807", [...path, key], `${method} has no body`, { at: "key" });
      }
      if (lists !== undefined && query === undefined && form === undefined) {
        report("MCP1233", [...path, "lists"], "`lists` has no effect: there is no query or form", {
          at: "key",
        });
      }
    });
  },
};

export const httpHeaders: Rule = {
  name: "http-headers",
  codes: ["MCP1809"],
  check({ spec }, report) {
    eachOperation(spec, ({ tool, http, path }) => {
      const source = spec.sources?.[tool.source ?? ""];
      const own = source?.kind === "http" ? source.auth?.header?.name.toLowerCase() : undefined;
      const seen = new Set<string>();
      for (const [name, value] of Object.entries(http.headers ?? {})) {
        const at = [...path, "headers", name];
        const lower = name.toLowerCase();
        if (!isFreeHeader(name) || lower === own) {
          report("MCP1809", at, `the header ${quoted(name)} is not free to set`, { at: "key" });
        } else if (seen.has(lower)) {
          report("MCP1809", at, `the header ${quoted(name)} is there twice`, { at: "key" });
        } else if (typeof value === "string" && !isHeaderValue(value)) {
          report("MCP1809", at, "this is no value of a header", {
            help: "write one line of ASCII characters",
          });
        }
        seen.add(lower);
      }
    });
  },
};

export const httpPages: Rule = {
  name: "http-pages",
  codes: ["MCP1814"],
  check({ spec }, report) {
    eachOperation(spec, ({ http, path }) => {
      if (http.next === undefined) return;
      const keys = Object.keys(http.next);
      if (keys.length === 1) return;
      const message = keys.length === 0 ? "nothing says where the cursor is" : `there are ${list(keys)}`;
      report("MCP1814", [...path, "next"], message, {
        at: "key",
        help: "write one of `body`, `header` and `link`",
      });
    });
  },
};

export const httpResults: Rule = {
  name: "http-results",
  codes: ["MCP1812"],
  check(context, report) {
    eachOperation(context.spec, ({ name, path }) => {
      if (written(context, [...path.slice(0, -1), "result"]) !== undefined) return;
      report("MCP1812", path, `${quoted(name)} returns whatever the service answers`, { at: "key" });
    });
  },
};
