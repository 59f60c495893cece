/** Checks a JSON Schema as written: keywords, values, references, size. Places are paths from its root. */
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Path } from "../document.js";
import { checkConsistency } from "./check-consistency.js";
import { checkReference } from "./check-reference.js";
import { checkValue } from "./check-value.js";
import { foreignKeywords, formats, keywords } from "./keywords.js";
import type { SchemaProblem } from "./problem.js";
import {
  isSchemaObject,
  schemaKeywords,
  schemaListKeywords,
  schemaMapKeywords,
  type AnySchema,
} from "./walk.js";

export interface CheckOptions {
  /** Where references start from. */
  readonly root: AnySchema;
  /** The schema will refuse properties that it does not declare, though it does not say so. */
  readonly isClosed?: boolean;
}

/** Schemas inside of schemas; a real one rarely has more than six. */
const deepest = 32;
/** Schemas in one tool's input or result. */
const most = 2000;
const dialect = "https://json-schema.org/draft/2020-12/schema";

/** All problems, up to a schema's largest size. Errors: MCP1216, MCP1217, MCP1219, MCP1220, MCP1228. */
export function checkJsonSchema(schema: unknown, options: CheckOptions): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  let count = 0;

  const visit = (value: unknown, path: Path, depth: number): void => {
    count += 1;
    if (count === most + 1) {
      problems.push({
        code: "MCP1220",
        path: [],
        at: "key",
        message: `the schema has more than ${most} parts`,
      });
    }
    if (depth === deepest + 1) {
      problems.push({
        code: "MCP1220",
        path,
        at: "key",
        message: `the schema is more than ${deepest} levels deep`,
      });
    }
    if (count > most || depth > deepest || !isSchemaObject(value)) return;
    problems.push(...checkKeywords(value, path, options));
    problems.push(...checkConsistency(value, path, options.isClosed === true && depth === 0));
    for (const [keyword, inner] of Object.entries(value)) {
      const place = [...path, keyword];
      if (schemaKeywords.has(keyword)) visit(inner, place, depth + 1);
      else if (schemaListKeywords.has(keyword) && Array.isArray(inner)) {
        for (const [index, one] of inner.entries()) visit(one, [...place, index], depth + 1);
      } else if (schemaMapKeywords.has(keyword) && isSchemaObject(inner)) {
        for (const [name, one] of Object.entries(inner)) visit(one, [...place, name], depth + 1);
      }
    }
  };
  visit(schema, [], 0);
  return problems;
}

function checkKeywords(schema: AnySchema, path: Path, options: CheckOptions): readonly SchemaProblem[] {
  return Object.entries(schema).flatMap(([name, value]): readonly SchemaProblem[] => {
    const place = [...path, name];
    const keyword = keywords.get(name);
    if (keyword === undefined) return name.startsWith("x-") ? [] : [unknownKeyword(name, place)];
    const wrong = checkValue(name, keyword.takes, value);
    if (wrong !== undefined) return [{ ...wrong, path: place }];
    if (name === "$ref" || name === "$dynamicRef") return checkReference(String(value), place, options.root);
    if (name === "$schema" && String(value).replace(/#$/, "") !== dialect) {
      const message = `schemas are JSON Schema 2020-12, not ${quoted(String(value))}`;
      return [{ code: "MCP1216", path: place, message, help: `write ${dialect}, or leave it out` }];
    }
    if (name === "$id" && path.length > 0) {
      const message = "$id inside of a schema would move what references start from";
      return [{ code: "MCP1219", path: place, at: "key", message, help: "remove it" }];
    }
    if (name === "format" && !formats.has(String(value))) return [unknownFormat(String(value), place)];
    return [];
  });
}

function unknownKeyword(name: string, path: Path): SchemaProblem {
  const meant = Object.hasOwn(foreignKeywords, name) ? foreignKeywords[name] : undefined;
  const label = meant === undefined ? didYouMean(name, keywords.keys()) : `here it is written ${meant}`;
  return { code: "MCP1217", path, at: "key", message: `unknown JSON Schema keyword ${quoted(name)}`, label };
}

function unknownFormat(format: string, path: Path): SchemaProblem {
  return {
    code: "MCP1216",
    path,
    message: `unknown format ${quoted(format)}: nothing would check it`,
    label: didYouMean(format, formats),
    help: `formats are: ${list([...formats])}; for others use \`pattern\``,
  };
}
