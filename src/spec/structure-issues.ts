/** One complaint of zod, as diagnostics with places. */
import type { ZodIssue, ZodParsedType } from "zod/v3";
import type { Code } from "../diagnostics/catalog.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { pathText, type Document, type Path } from "./document.js";
import { otherName } from "./other-names.js";
import { acceptedTypes, bestBranch, knownKeys } from "./schema-walk.js";

export function explainIssue(issue: ZodIssue, document: Document): readonly Diagnostic[] {
  const { path } = issue;
  const name = pathText(path);
  const value = valueAt(document.value, path);
  const report = (
    code: Code,
    message: string,
    extra: { label?: string | undefined; help?: string | undefined; span?: Span | undefined } = {},
  ) => [diagnostic(code, { message, span: document.places.value(path), ...extra })];

  switch (issue.code) {
    case "unrecognized_keys":
      return unknownKeys(issue.keys, path, document);
    case "invalid_type": {
      if (issue.received === "undefined") {
        const owner = path.length > 1 ? ` in ${quoted(pathText(path.slice(0, -1)), 100)}` : "";
        const span = document.places.key(path.slice(0, -1));
        return report("MCP1102", `${quoted(String(path.at(-1)))} is missing${owner}`, { span });
      }
      return report(
        "MCP1103",
        `${quoted(name, 100)} must be ${article(issue.expected)}, not ${article(issue.received)}`,
        {
          help: typeHelp(issue.expected, value),
        },
      );
    }
    case "invalid_union": {
      const branch = bestBranch(issue, value);
      if (branch !== undefined) return branch.issues.flatMap((inner) => explainIssue(inner, document));
      const types = acceptedTypes(issue).map(article).join(" or ");
      return report("MCP1103", `${quoted(name, 100)} must be ${types}, not ${shown(value)}`);
    }
    case "invalid_literal":
      if (name === "spec") return report("MCP1107", `unknown version of the spec format: ${shown(value)}`);
      return allowedValues([issue.expected]);
    case "invalid_enum_value":
      return allowedValues(issue.options);
    case "invalid_union_discriminator":
      return allowedValues(issue.options);
    case "invalid_string":
      return report("MCP1105", `${quoted(name, 100)} is ${shown(value)}; expected ${issue.message}`, {
        help: `write ${issue.message}`,
      });
    case "too_small":
    case "too_big":
      return report("MCP1106", `${quoted(name, 100)} ${bound(issue, value)}`);
    case "not_finite":
    case "not_multiple_of":
    case "invalid_date":
    case "invalid_arguments":
    case "invalid_return_type":
    case "invalid_intersection_types":
    case "custom":
      return report("MCP1105", `${quoted(name, 100)}: ${issue.message}`);
  }

  function allowedValues(options: readonly unknown[]): readonly Diagnostic[] {
    const values = options.map(String);
    const allowed = values.length === 1 ? `must be ${values[0]}` : `must be one of ${list(values)}`;
    const label = typeof value === "string" ? didYouMean(value, values) : undefined;
    if (value === undefined) return report("MCP1102", `${quoted(name, 100)} is missing; it ${allowed}`);
    return report("MCP1104", `${quoted(name, 100)} is ${shown(value)}; it ${allowed}`, {
      label,
      help: `write ${list(values)}`,
    });
  }
}

/** More in one mapping are of one cause, such as a file of another kind. */
const mostUnknownKeys = 20;

function unknownKeys(keys: readonly string[], owner: Path, document: Document): readonly Diagnostic[] {
  const known = knownKeys(owner, document.value);
  const present = new Set(Object.keys(valueAt(document.value, owner) ?? {}));
  const missing = known.filter((name) => !present.has(name));
  const where = owner.length === 0 ? "" : ` in ${quoted(pathText(owner), 100)}`;
  const left = keys.length - mostUnknownKeys;
  return keys.slice(0, mostUnknownKeys).map((key, index) => {
    const meant = otherName(key, known);
    const others =
      left > 0 && index === mostUnknownKeys - 1 ? `, and ${left.toLocaleString("en-US")} more` : "";
    return diagnostic("MCP1101", {
      message: `unknown key ${quoted(key)}${where}${others}`,
      span: document.places.key([...owner, key]),
      label: meant === undefined ? didYouMean(key, missing) : `here it is called "${meant}"`,
      help: known.length === 0 ? undefined : `known keys: ${list(known, 40)}`,
    });
  });
}

function bound(issue: ZodIssue & { code: "too_small" | "too_big" }, value: unknown): string {
  const isSmall = issue.code === "too_small";
  const limit = Number(isSmall ? issue.minimum : issue.maximum).toLocaleString("en-US");
  const least = issue.inclusive ? (isSmall ? "at least" : "at most") : isSmall ? "more than" : "less than";
  if (issue.type === "string") {
    const length = typeof value === "string" ? value.length : 0;
    if (isSmall && length === 0) return "must not be empty";
    return `has ${length.toLocaleString("en-US")} characters; it may have ${least} ${limit}`;
  }
  if (issue.type === "number") return `is ${shown(value)}; it must be ${least} ${limit}`;
  return `must have ${least} ${limit} entries`;
}

function valueAt(root: unknown, path: Path): unknown {
  let found = root;
  for (const part of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<string | number, unknown>)[part];
  }
  return found;
}

const shown = (value: unknown) =>
  typeof value === "string" ? quoted(value) : typeof value === "object" ? "a collection" : String(value);

/** YAML's words rather than JavaScript's. */
function article(type: ZodParsedType | string): string {
  const words: Readonly<Record<string, string>> = {
    object: "a mapping",
    array: "a list",
    string: "text",
    number: "a number",
    integer: "a whole number",
    float: "a fraction",
    boolean: "true or false",
    null: "empty",
    function: "a function",
  };
  return words[type] ?? type;
}

function typeHelp(expected: string, value: unknown): string | undefined {
  if (expected === "boolean" && typeof value === "string" && /^(yes|no|on|off|y|n)$/i.test(value)) {
    return `YAML 1.2 reads ${value} as text: write ${/^(yes|on|y)$/i.test(value) ? "true" : "false"}`;
  }
  if (expected === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return `put it in quotes: "${value}"`;
  }
  if (
    expected === "number" &&
    typeof value === "string" &&
    value.trim() !== "" &&
    Number.isFinite(Number(value))
  ) {
    return `write it without quotes: ${Number(value)}`;
  }
  if (expected === "object" && Array.isArray(value))
    return "write `name:` and, indented below it, its keys, without dashes";
  if (expected === "array" && typeof value === "string") return `write a list: [${value}]`;
  return undefined;
}
