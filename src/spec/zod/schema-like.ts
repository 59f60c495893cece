/**
 * zod schemas as they are seen from outside, whatever copy of zod made them. zod 4 marks its schemas with `_zod`;
 * zod 3 has `_def.typeName`. The two must never be mixed up: each converter returns nonsense for the other's.
 */

export interface Zod4Schema {
  readonly _zod: { readonly def: Readonly<Record<string, unknown>> };
  /** Absent in zod/mini. */
  readonly meta?: () => Readonly<Record<string, unknown>> | undefined;
}

export interface Zod3Schema {
  readonly _def: Readonly<Record<string, unknown>> & { readonly typeName: string };
}

export function isZod4(value: unknown): value is Zod4Schema {
  return isRecord(value) && "_zod" in value && isRecord(value._zod) && isRecord(value._zod["def"]);
}

export function isZod3(value: unknown): value is Zod3Schema {
  if (!isRecord(value) || "_zod" in value || !("_def" in value) || !isRecord(value._def)) return false;
  const { typeName } = value._def;
  return typeof typeName === "string" && typeName.startsWith("Zod");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (typeof value === "object" || typeof value === "function") && value !== null;
}
