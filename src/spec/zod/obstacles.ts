/** What a zod schema says that JSON Schema cannot: found by walking its definition, before it is converted. */
import { isZod3, isZod4 } from "./schema-like.js";

/** What is in the way, and where, as a path in the schema. */
export interface Obstacle {
  readonly what: string;
  readonly path: string;
  /** The schema is of the other major than the one around it. */
  readonly isMixed?: true;
}

const refused3: Readonly<Record<string, string>> = {
  ZodBigInt: "a bigint",
  ZodDate: "a date",
  ZodFunction: "a function",
  ZodMap: "a Map",
  ZodNaN: "not-a-number",
  ZodPromise: "a promise",
  ZodSet: "a Set",
  ZodSymbol: "a symbol",
  ZodUndefined: "undefined",
  ZodVoid: "void",
  ZodPipeline: "a pipe",
};

const refused4: Readonly<Record<string, string>> = {
  bigint: "a bigint",
  custom: "a custom check",
  date: "a date",
  file: "a file",
  function: "a function",
  map: "a Map",
  nan: "not-a-number",
  pipe: "a pipe or transform",
  promise: "a promise",
  set: "a Set",
  symbol: "a symbol",
  transform: "a transform",
  undefined: "undefined",
  void: "void",
};

const changingChecks = new Set(["trim", "toLowerCase", "toUpperCase", "overwrite", "normalize"]);

/** Every obstacle, in the order of the definition. */
export function obstacles(schema: unknown): readonly Obstacle[] {
  const found: Obstacle[] = [];
  const seen = new Set<unknown>();
  const root = isZod4(schema) ? 4 : 3;

  const visit = (value: unknown, path: string): void => {
    if (seen.has(value) || value === null || (typeof value !== "object" && typeof value !== "function"))
      return;
    seen.add(value);
    if (isZod4(value) || isZod3(value)) {
      if (isZod4(value) !== (root === 4)) {
        const what = `a zod ${isZod4(value) ? 4 : 3} schema inside of a zod ${root} schema`;
        found.push({ what, path, isMixed: true });
        return;
      }
      const what = isZod4(value) ? obstacle4(value._zod.def) : obstacle3(value._def);
      if (what !== undefined) {
        found.push({ what, path });
        return;
      }
      visitDefinition(isZod4(value) ? value._zod.def : value._def, path);
    } else if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) visit(one, `${path}[${index}]`);
    } else if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
      for (const [name, one] of Object.entries(value)) visit(one, path === "" ? name : `${path}.${name}`);
    }
  };
  const visitDefinition = (definition: Readonly<Record<string, unknown>>, path: string) => {
    for (const key of childKeys) {
      const child = definition[key];
      // `shape` in zod 3 and `getter` of a lazy schema are functions without arguments.
      const value: unknown =
        typeof child === "function" &&
        !isZod4(child) &&
        !isZod3(child) &&
        (key === "shape" || key === "getter")
          ? (child as () => unknown)()
          : child;
      visit(value, path);
    }
  };
  visit(schema, "");
  return found;
}

/** Where definitions of either major keep the schemas they are made of. */
const childKeys = [
  "catchall",
  "element",
  "getter",
  "innerType",
  "in",
  "items",
  "keyType",
  "left",
  "options",
  "out",
  "rest",
  "right",
  "schema",
  "shape",
  "type",
  "valueType",
] as const;

function obstacle3(definition: Readonly<Record<string, unknown>>): string | undefined {
  const { typeName, effect, checks } = definition;
  if (typeName === "ZodEffects") {
    const { type } = effect as { type: string };
    return type === "refinement" ? "a custom check (refine)" : "a transform";
  }
  const changing = (Array.isArray(checks) ? checks : []).find(({ kind }: { kind: string }) =>
    changingChecks.has(kind),
  );
  if (changing !== undefined) return `a transform (${(changing as { kind: string }).kind})`;
  return Object.hasOwn(refused3, String(typeName)) ? refused3[String(typeName)] : undefined;
}

function obstacle4(definition: Readonly<Record<string, unknown>>): string | undefined {
  const { type, checks } = definition;
  for (const check of Array.isArray(checks) ? checks : []) {
    const kind = String((check as { _zod?: { def?: { check?: unknown } } })._zod?.def?.check);
    if (kind === "custom") return "a custom check (refine)";
    if (changingChecks.has(kind)) return "a transform (trim, toLowerCase, …)";
  }
  return Object.hasOwn(refused4, String(type)) ? refused4[String(type)] : undefined;
}
