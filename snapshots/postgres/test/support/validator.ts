import type { ValidationError, Validator } from "../../src/guard/tool.js";

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: Number.isSafeInteger,
};

/**
 * A validator by hand for the fixture tools: an object with exactly these properties. The validators of the
 * spec's tools are compiled from their schemas and tested in `test/generated/`.
 */
export function objectOf(
  properties: Readonly<Record<string, { readonly type: string }>>,
): Validator {
  const validate: Validator = (value) => {
    const given = value as Readonly<Record<string, unknown>>;
    const problems: ValidationError[] = [];
    for (const [name, { type }] of Object.entries(properties)) {
      if (!Object.hasOwn(given, name)) {
        problems.push({ keywordLocation: "#/required", instanceLocation: `#/${name}` });
      } else if (!types[type]?.(given[name])) {
        problems.push({
          keywordLocation: `#/properties/${name}/type`,
          instanceLocation: `#/${name}`,
        });
      }
    }
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(properties, name)) continue;
      problems.push({ keywordLocation: "#/additionalProperties", instanceLocation: `#/${name}` });
    }
    validate.errors = problems;
    return problems.length === 0;
  };
  return validate;
}
