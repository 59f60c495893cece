/** zod 4 through our copy of `z.toJSONSchema`, with the metadata of the copy that made the schema. */
import { z } from "zod";
import { formats } from "../json-schema/keywords.js";
import { isSchemaObject, mapSchema, type AnySchema } from "../json-schema/walk.js";
import { isZod4, type Zod4Schema } from "./schema-like.js";

/** `input`: what a caller may send; `output`: what a handler's result looks like. */
export type Side = "input" | "output";

/** The JSON Schema of a zod 4 schema. Throws when zod cannot express it. */
export function fromZod4(schema: Zod4Schema, side: Side): AnySchema {
  if (!isZod4(schema)) throw new TypeError("not a zod 4 schema");
  const converted: unknown = z.toJSONSchema(schema as unknown as z.ZodType, {
    target: "draft-2020-12",
    io: side,
    unrepresentable: "throw",
    metadata: theirMetadata as unknown as typeof z.globalRegistry,
    override: ({ zodSchema, jsonSchema }) => {
      const definition = (zodSchema as unknown as Zod4Schema)._zod.def;
      // `z.object` ignores further properties; a server that says so rejects them, as zod-to-json-schema has it.
      if (definition["type"] === "object" && definition["catchall"] === undefined) {
        jsonSchema.additionalProperties ??= false;
      }
    },
  });
  const { $schema: _dialect, ...root } = isSchemaObject(converted) ? converted : {};
  return mapSchema(root, withoutNoise);
}

/** As the property `name` of an object, so that `optional()` and `default()` are understood. */
export function propertyFromZod4(
  name: string,
  schema: Zod4Schema,
): { schema: AnySchema; isOptional: boolean } {
  const object = fromZod4(
    z.object({ [name]: schema as unknown as z.ZodType }) as unknown as Zod4Schema,
    "input",
  );
  const properties = isSchemaObject(object["properties"]) ? object["properties"] : {};
  const required: readonly unknown[] = Array.isArray(object["required"]) ? object["required"] : [];
  const property = properties[name];
  return { schema: isSchemaObject(property) ? property : {}, isOptional: !required.includes(name) };
}

/**
 * Reads `.describe()` and `.meta()` from the schema itself: they are in the registry of the user's copy of zod,
 * which ours does not know, so that descriptions would be lost. `id` would move the schema to `$defs`.
 */
const theirMetadata = {
  get: (schema: Zod4Schema) => {
    const { id: _id, ...meta } =
      schema.meta?.() ?? z.globalRegistry.get(schema as unknown as z.ZodType) ?? {};
    return Object.keys(meta).length === 0 ? undefined : meta;
  },
  has: (schema: Zod4Schema) => theirMetadata.get(schema) !== undefined,
};

const standardPatterns: ReadonlySet<string> = new Set(
  Object.values(z.regexes).flatMap((one) => (one instanceof RegExp ? [one.source] : [])),
);

/** What zod adds and nobody wrote: bounds of safe integers, the expression behind a format, formats of its own. */
function withoutNoise(schema: AnySchema): AnySchema {
  const { minimum, maximum, pattern, format, ...rest } = schema;
  const isKnown = typeof format === "string" && formats.has(format);
  const isOwnPattern = isKnown && typeof pattern === "string" && standardPatterns.has(pattern);
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(format === undefined || (!isKnown && pattern !== undefined) ? {} : { format }),
    ...(pattern === undefined || isOwnPattern ? {} : { pattern }),
  };
}
