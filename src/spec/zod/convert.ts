/** A zod schema of either major to JSON Schema; each goes to its own converter and never to the other's. */
import type { AnySchema } from "../json-schema/walk.js";
import { obstacles, type Obstacle } from "./obstacles.js";
import { isZod4, type Zod3Schema, type Zod4Schema } from "./schema-like.js";
import type { Side } from "./from-zod4.js";

export type Converted<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly obstacles: readonly Obstacle[] };

/** A schema of all arguments, or of a result. Never rejects: what JSON Schema cannot say is among the obstacles. */
export function convertWhole(schema: Zod3Schema | Zod4Schema, side: Side): Promise<Converted<AnySchema>> {
  return guarded(schema, async () =>
    isZod4(schema)
      ? (await import("./from-zod4.js")).fromZod4(schema, side)
      : (await import("./from-zod3.js")).fromZod3(schema),
  );
}

/** The schema of one argument, and whether it may be left out. Never rejects, likewise. */
export function convertProperty(
  name: string,
  schema: Zod3Schema | Zod4Schema,
): Promise<Converted<{ schema: AnySchema; isOptional: boolean }>> {
  return guarded(schema, async () =>
    isZod4(schema)
      ? (await import("./from-zod4.js")).propertyFromZod4(name, schema)
      : (await import("./from-zod3.js")).propertyFromZod3(name, schema),
  );
}

async function guarded<T>(schema: unknown, convert: () => Promise<T>): Promise<Converted<T>> {
  const found = obstacles(schema);
  if (found.length > 0) return { ok: false, obstacles: found };
  try {
    return { ok: true, value: await convert() };
  } catch (error) {
    const what = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
    return { ok: false, obstacles: [{ what, path: "" }] };
  }
}
