/** Where the request of an operation uses arguments, for the rules that look at them. */
import type { SpecOperation } from "../build-http.js";
import type { Path } from "../document.js";
import { isSchemaObject, type AnySchema } from "../json-schema/walk.js";
import { readParam } from "../param.js";
import type { Spec, SpecTool } from "../schema.js";
import { eachTool } from "./rule.js";

export type Place = "path" | "query" | "headers" | "body" | "form";

/** One `{name}` of a request. */
export interface Use {
  readonly place: Place;
  readonly name: string;
  readonly path: Path;
  /** Where in the text. */
  readonly part?: { readonly from: number; readonly to: number };
}

export interface Subject {
  readonly tool: SpecTool;
  readonly http: SpecOperation;
  readonly name: string;
  readonly path: Path;
}

export function eachOperation(spec: Spec, visit: (subject: Subject) => void): void {
  eachTool(spec, (tool, name, path) => {
    if (tool.http !== undefined) visit({ tool, http: tool.http, name, path: [...path, "http"] });
  });
}

const whole = /^\{([^{}]+)\}$/;

/** Every place of an argument, and every text that has braces and is none. */
export function usesOf({ http, path }: Subject): {
  readonly uses: readonly Use[];
  readonly odd: readonly Path[];
} {
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
export function argument(tool: SpecTool, name: string): { schema: AnySchema; isGiven: boolean } | undefined {
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

/** Why this is no path of a request; `undefined` for one that is. */
export function pathProblem(path: string): string | undefined {
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
