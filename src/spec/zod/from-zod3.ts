/** zod 3 through zod-to-json-schema, brought from draft 7 to 2020-12. */
import { z } from "zod/v3";
import { zodToJsonSchema } from "zod-to-json-schema";
import { isSchemaObject, mapSchema, type AnySchema } from "../json-schema/walk.js";
import { isZod3, type Zod3Schema } from "./schema-like.js";

/**
 * The JSON Schema of a zod 3 schema. Throws for a zod 4 schema: the library would return an empty schema, which
 * accepts everything, and say nothing.
 */
export function fromZod3(schema: Zod3Schema): AnySchema {
  if (!isZod3(schema)) throw new TypeError("not a zod 3 schema");
  const converted: unknown = zodToJsonSchema(schema as unknown as z.ZodTypeAny, {
    target: "jsonSchema7",
    definitionPath: "$defs",
    applyRegexFlags: true,
    patternStrategy: "preserve",
  });
  const { $schema: _dialect, ...root } = isSchemaObject(converted) ? converted : {};
  return mapSchema(root, toCurrentDraft);
}

/** As the property `name` of an object, so that `optional()` is understood and references start from its root. */
export function propertyFromZod3(
  name: string,
  schema: Zod3Schema,
): { schema: AnySchema; isOptional: boolean } {
  const object = fromZod3(z.object({ [name]: schema as unknown as z.ZodTypeAny }) as unknown as Zod3Schema);
  const properties = isSchemaObject(object["properties"]) ? object["properties"] : {};
  const required: readonly unknown[] = Array.isArray(object["required"]) ? object["required"] : [];
  const property = properties[name];
  return { schema: isSchemaObject(property) ? property : {}, isOptional: !required.includes(name) };
}

/** Tuples: `items` and `additionalItems` of draft 7 are `prefixItems` and `items` now. */
function toCurrentDraft(schema: AnySchema): AnySchema {
  const { items, additionalItems, ...rest } = schema;
  if (!Array.isArray(items)) return schema;
  return {
    ...rest,
    prefixItems: items,
    ...(additionalItems === undefined ? {} : { items: additionalItems }),
  };
}
