/**
 * JSON Schemas as the source text of validators, so that a server never compiles code while it runs and enforces
 * the very schemas it publishes. The compiler is @exodus/schemasafe, which refuses any keyword it would not enforce.
 */
import compiler from "@exodus/schemasafe/src/compile.js";
import javascript from "@exodus/schemasafe/src/javascript.js";
import pointer from "@exodus/schemasafe/src/pointer.js";
import safeFormat from "@exodus/schemasafe/src/safe-format.js";
import * as formatTests from "../../templates/base/src/guard/formats.js";
import * as keywords from "../../templates/base/src/guard/json-schema.js";
import type { Json, JsonSchema } from "../spec/model.js";
import { mapSchema, type AnySchema } from "../spec/json-schema/walk.js";
import { tsString } from "./literal.js";

/** Why a schema cannot be enforced. `location` is a JSON pointer with `#` into the schema. */
export interface SchemaProblem {
  readonly message: string;
  readonly location: string;
}

/** Formats of JSON Schema 2020-12 that validators assert, and the function that does it. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  date: formatTests.date,
  "date-time": formatTests.dateTime,
  duration: formatTests.duration,
  email: formatTests.email,
  hostname: formatTests.hostname,
  ipv4: formatTests.ipv4,
  ipv6: formatTests.ipv6,
  "json-pointer": formatTests.jsonPointer,
  regex: formatTests.regex,
  "relative-json-pointer": formatTests.relativeJsonPointer,
  time: formatTests.time,
  uri: formatTests.uri,
  "uri-reference": formatTests.uriReference,
  "uri-template": formatTests.uriTemplate,
  uuid: formatTests.uuid,
};

// `1e400` is Infinity once JSON.parse has read it, and is no JSON number.
javascript.types.set("number", (name) => safeFormat.format("Number.isFinite(%s)", name));

/**
 * A number is a double once JSON.parse has read it: 9007199254740993 has become 9007199254740992, and a tool would
 * look up another record than it was asked for. What a tool returns is not refused for it.
 */
const integers = { input: "Number.isSafeInteger(%s)", output: "Number.isInteger(%s)" };

const options = {
  mode: "default",
  includeErrors: true,
  allErrors: true,
  allowUnreachable: true,
  isJSON: true,
  unmodifiedPrototypes: true,
  formatAssertion: true,
  $schemaDefault: "https://json-schema.org/draft/2020-12/schema",
  formats,
};

/** `undefined` when validators for the schema can be made, else why not. Cheap enough for a rule of the spec. */
export function schemaProblem(schema: JsonSchema): SchemaProblem | undefined {
  try {
    compileSchema(schema, false);
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const [, message = text, location = "#"] = /^(.*) at (#\S*)$/s.exec(text) ?? [];
    return { message, location };
  }
}

/** What a validators module exports. */
export interface ValidatorSchemas {
  readonly input: JsonSchema;
  readonly output?: JsonSchema;
}

/** A tool's validators, and the file in which they go. */
export interface ToolSchemas extends ValidatorSchemas {
  readonly fileName: string;
}

/**
 * The modules `src/generated/validators/<tool>.js`, without their headers. What an earlier tool has as well is taken
 * from there: an engine loads and optimises it once then, and not for each of a thousand tools. Throws for a schema
 * with a problem. `guard`: that folder, as the modules see it.
 */
export function validatorsModules(
  tools: readonly ToolSchemas[],
  guard = "../../guard/",
): { fileName: string; text: string }[] {
  const places = new Map<string, Place>();
  return tools.map(({ fileName, ...schemas }) => {
    const own: Validator[] = [];
    const taken: string[] = [];
    for (const validator of validatorsOf(schemas)) {
      const { name, text } = validator;
      const place = places.get(text);
      if (place === undefined) {
        places.set(text, { fileName, name });
        own.push(validator);
      } else if (place.fileName === fileName) {
        taken.push(`export const ${name} = ${place.name};\n`);
      } else {
        const shared = place.name === name ? name : `${place.name} as ${name}`;
        taken.push(`export { ${shared} } from "./${place.fileName}.js";\n`);
      }
    }
    const parts = [
      importsOf(own, guard),
      ...own.map((one) => definition(one, guard)),
      ...(taken.length > 0 ? [taken.join("")] : []),
    ];
    return { fileName, text: parts.join("\n") };
  });
}

/** Where a validator stands. */
interface Place {
  readonly fileName: string;
  readonly name: string;
}

interface Validator extends Compiled {
  readonly name: string;
}

const validatorsOf = ({ input, output }: ValidatorSchemas): Validator[] => [
  { name: "validateInput", ...compileSchema(input, true) },
  ...(output ? [{ name: "validateOutput", ...compileSchema(output, false) }] : []),
];

function importsOf(validators: readonly Validator[], guard: string): string {
  const names = [...new Set(validators.flatMap((entry) => entry.imports))].sort();
  const from = (file: string, wanted: readonly string[]) =>
    wanted.length === 0 ? "" : `import { ${wanted.join(", ")} } from "${guard}${file}";\n`;
  const isFormat = (name: string) => name in formatTests;
  return (
    from("formats.js", names.filter(isFormat)) +
    from(
      "json-schema.js",
      names.filter((name) => !isFormat(name)),
    )
  );
}

const definition = ({ name, text }: Validator, guard: string): string =>
  `/** @type {import("${guard}tool.js").Validator} */\nexport const ${name} = ${text};\n`;

interface Compiled {
  readonly imports: readonly string[];
  /** An expression: a function, in a closure when it has helpers. */
  readonly text: string;
}

const cache = new Map<string, Compiled>();

/** Many tools share a schema (all that return rows without a declared shape), so each is compiled once. */
function compileSchema(schema: JsonSchema, useDefaults: boolean): Compiled {
  const key = `${useDefaults}${JSON.stringify(schema)}`;
  const known = cache.get(key);
  if (known) return known;
  const compiled = compileUncached(schema, useDefaults);
  cache.set(key, compiled);
  return compiled;
}

function compileUncached(schema: JsonSchema, useDefaults: boolean): Compiled {
  const enforced = withoutExtensions(schema) as JsonSchema;
  const integer = useDefaults ? integers.input : integers.output;
  javascript.types.set("integer", (name) => safeFormat.format(integer, name));
  try {
    return closure(compileWhole(enforced, useDefaults));
  } catch (error) {
    if (!useDefaults || !says(error, "[removeAdditional/useDefaults]")) throw error;
    // Beside `if`, `not` and the like the compiler applies no default at all; those of the arguments are still due.
    return withRootDefaults(enforced, closure(compileWhole(enforced, false)));
  }
}

/**
 * The compiler refuses what stands beside `enum` and `const`, unless it is told to let pass what it would not enforce.
 * That there is nothing of the kind it says of the same schema with these two apart.
 */
function compileWhole(schema: AnySchema, useDefaults: boolean): CompilerResult {
  try {
    return compileWith(schema, { useDefaults });
  } catch (error) {
    if (!says(error, "mixed with const or enum")) throw error;
    compileWith(constantsApart(schema), { useDefaults });
    return compileWith(schema, { useDefaults, allowUnusedKeywords: true });
  }
}

const compileWith = (schema: AnySchema, more: { useDefaults: boolean; allowUnusedKeywords?: boolean }) =>
  compiler.compile([schema], { ...options, ...more, schemas: pointer.buildSchemas([], [schema]) });

const says = (error: unknown, words: string): boolean =>
  error instanceof Error && error.message.includes(words);

/** Keywords `x-…` are annotations for others (such as `x-mcp-header`); nothing enforces them. */
const withoutExtensions = (schema: AnySchema): AnySchema =>
  mapSchema(schema, (one) =>
    Object.fromEntries(Object.entries(one).filter(([key]) => !key.startsWith("x-"))),
  );

/** The same with each `enum` and `const` that does not stand alone in an `allOf`. */
const constantsApart = (schema: AnySchema): AnySchema =>
  mapSchema(schema, (one) => {
    const { enum: values, const: value, ...others } = one;
    const constants = [
      ...(values === undefined ? [] : [{ enum: values }]),
      ...(value === undefined ? [] : [{ const: value }]),
    ];
    if (constants.length === 0 || Object.keys(one).length === 1) return one;
    const all = Array.isArray(others["allOf"]) ? (others["allOf"] as unknown[]) : [];
    return { ...others, allOf: [...all, ...constants] };
  });

type CompilerResult = ReturnType<typeof compiler.compile>;

const formatNames = new Map<unknown, string>(
  Object.entries(formatTests).map(([name, value]) => [value, name]),
);

function closure({ scope, refs }: CompilerResult): Compiled {
  const imports: string[] = [];
  const constants: string[] = [];
  const result = String(refs[0]);
  const text = String(scope[result]);
  for (const [name, value] of Object.entries(scope)) {
    const format = formatNames.get(value);
    if (value instanceof RegExp) constants.push(`const ${name} = ${regularExpression(value)};`);
    else if (format !== undefined) {
      imports.push(format);
      constants.push(`const ${name} = ${format};`);
    } else if (name in keywords) imports.push(name);
    else if (name !== result) constants.push(`const ${name} = ${String(value)};`);
  }
  if (constants.length === 0) return { imports, text };
  return {
    imports,
    text: `(() => {\n${constants.join("\n")}\nconst ${result} = ${text};\nreturn ${result};\n})()`,
  };
}

const regularExpression = ({ source, flags }: RegExp): string =>
  `new RegExp(${tsString(source)}, ${tsString(flags)})`;

function withRootDefaults(schema: JsonSchema, { imports, text }: Compiled): Compiled {
  const properties = (schema.properties ?? {}) as Record<string, Json>;
  const defaults = Object.entries(properties).flatMap(([name, property]) =>
    typeof property === "object" && property !== null && "default" in property
      ? [[name, (property as JsonSchema).default] as const]
      : [],
  );
  if (defaults.length === 0) return { imports, text };
  const assignments = defaults.map(([name, value]) => {
    const key = JSON.stringify(name);
    return `if (!hasOwn(data, ${key})) data[${key}] = ${JSON.stringify(value)};`;
  });
  const lines = [
    "(() => {",
    `const validate = ${text};`,
    "return function validateWithDefaults(data) {",
    'if (typeof data === "object" && data !== null) {',
    ...assignments,
    "}",
    "const valid = validate(data);",
    "validateWithDefaults.errors = validate.errors;",
    "return valid;",
    "};",
    "})()",
  ];
  return { imports: [...imports, "hasOwn"], text: lines.join("\n") };
}
