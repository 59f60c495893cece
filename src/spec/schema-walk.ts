/** Questions to the zod schema of the spec: what could stand at a path. */
import { z, type ZodError, type ZodIssue, type ZodTypeAny } from "zod/v3";
import type { Path } from "./document.js";
import { specSchema } from "./schema.js";

/** Keys that a mapping at `path` may have. */
export function knownKeys(path: Path, root: unknown): readonly string[] {
  let schema: ZodTypeAny | undefined = specSchema;
  let value = root;
  for (const part of path) {
    value =
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[part]
        : undefined;
    schema = schema === undefined ? undefined : step(unwrap(schema, value), part);
  }
  const found = schema === undefined ? undefined : unwrap(schema, value);
  return found instanceof z.ZodObject
    ? Object.keys(found.shape as object).filter((key) => key !== "$schema")
    : [];
}

function step(schema: ZodTypeAny, part: string | number): ZodTypeAny | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, ZodTypeAny>)[part];
  if (schema instanceof z.ZodRecord) return schema.valueSchema as ZodTypeAny;
  if (schema instanceof z.ZodArray) return schema.element as ZodTypeAny;
  return undefined;
}

/** Without `optional`; of a union, the mapping, or the member of the same `kind`. */
function unwrap(schema: ZodTypeAny, value: unknown): ZodTypeAny {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap() as ZodTypeAny, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const kind = (value as Record<string, unknown> | undefined)?.[schema.discriminator as string];
    const members = schema.optionsMap as Map<unknown, ZodTypeAny>;
    return members.get(kind) ?? schema;
  }
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly ZodTypeAny[];
    return options.find((option) => option instanceof z.ZodObject) ?? schema;
  }
  return schema;
}

type UnionIssue = Extract<ZodIssue, { code: "invalid_union" }>;

/** The branch that the writer meant: the one that does not complain about the type of the value itself. */
export function bestBranch(issue: UnionIssue, value: unknown): ZodError | undefined {
  if (value === undefined) return undefined;
  const depth = issue.path.length;
  return issue.unionErrors.find(({ issues }) =>
    issues.every((inner) => inner.code !== "invalid_type" || inner.path.length > depth),
  );
}

/** What the branches of a union take. */
export function acceptedTypes(issue: UnionIssue): readonly string[] {
  const types = issue.unionErrors.flatMap(({ issues }) =>
    issues.map((inner) =>
      inner.code === "invalid_type"
        ? inner.expected
        : inner.code === "invalid_literal"
          ? String(inner.expected)
          : "",
    ),
  );
  return [...new Set(types)].filter((type) => type !== "");
}
