/** HTTP sources and operations of the model. */
import { valueSchema } from "./build-output.js";
import type { HttpAuth, HttpImplementation, HttpSource } from "./http-model.js";
import { nested } from "./json-schema/shape.js";
import { isSchemaObject, type AnySchema } from "./json-schema/walk.js";
import type { Json, JsonSchema } from "./model.js";
import type { Setting } from "./source-model.js";
import { identifierOf } from "./names.js";
import type { SpecSource, SpecTool } from "./schema.js";
import { parseSetting, parseSize } from "./units.js";

export type SpecHttpSource = Extract<SpecSource, { kind: "http" }>;
export type SpecOperation = NonNullable<SpecTool["http"]>;

const defaultRetries = 2;
const defaultBytes = 1024 * 1024;

export function buildHttpSource(name: string, written: SpecHttpSource): HttpSource {
  const headers = Object.entries(written.headers ?? {}).map(
    ([header, value]) => [header, parseSetting(value)] as const,
  );
  const auth = written.auth && buildAuth(written.auth);
  return {
    kind: "http",
    name,
    identifier: identifierOf(name, "source"),
    access: written.access ?? "read",
    baseUrl: parseSetting(written.baseUrl),
    plainHttp: written.plainHttp ?? false,
    ...(auth && { auth }),
    headers: Object.fromEntries<Setting>(headers),
    networks: written.privateNetworks ?? [],
    redirects: written.redirects ?? "refuse",
    retries: written.retries ?? defaultRetries,
    bytes: (written.bytes === undefined ? undefined : parseSize(written.bytes)) ?? defaultBytes,
  };
}

function buildAuth({
  bearer,
  basic,
  header,
  oauth,
}: NonNullable<SpecHttpSource["auth"]>): HttpAuth | undefined {
  if (bearer !== undefined) return { kind: "bearer", token: parseSetting(bearer) };
  if (basic !== undefined) {
    return { kind: "basic", user: parseSetting(basic.user), password: parseSetting(basic.password) };
  }
  if (header !== undefined) return { kind: "header", name: header.name, value: parseSetting(header.value) };
  if (oauth === undefined) return undefined;
  const { scope, audience } = oauth;
  return {
    kind: "oauth",
    tokenUrl: parseSetting(oauth.tokenUrl),
    clientId: parseSetting(oauth.clientId),
    clientSecret: parseSetting(oauth.clientSecret),
    ...(scope === undefined ? {} : { scope }),
    ...(audience === undefined ? {} : { audience }),
  };
}

/** Names stand for parameters that are called like their arguments. */
const named = <T>(written: readonly string[] | T): T | Record<string, string> =>
  Array.isArray(written)
    ? Object.fromEntries((written as readonly string[]).map((name) => [name, `{${name}}`]))
    : (written as T);

export function buildOperation(
  operation: SpecOperation,
  { source = "", result, writes = false }: SpecTool,
): { readonly implementation: HttpImplementation; readonly outputSchema?: JsonSchema } {
  const { method, path, query, headers, body, form, lists, pick, map, next } = operation;
  const keep = result === undefined ? true : keepOf(result, result, []);
  const shared = {
    method: method ?? "GET",
    path,
    ...(query === undefined ? {} : { query: named(query) }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body: named(body) as Json }),
    ...(form === undefined ? {} : { form: named(form) }),
    ...(lists === undefined || lists === "repeat" ? {} : { lists }),
    ...(pick === undefined || pick === "" ? {} : { pick }),
    ...(map === undefined ? {} : { map }),
    ...(keep === true ? {} : { keep }),
    ...(next === undefined ? {} : { next: next as Json }),
  };
  const implementation = { kind: "http" as const, source, writes, operation: shared, wrapResult: false };
  if (next !== undefined) return { implementation, outputSchema: pageSchema(result) };
  if (result === undefined) return { implementation };
  const { schema, isWrapped } = valueSchema(result);
  return { implementation: { ...implementation, wrapResult: isWrapped }, outputSchema: schema };
}

/** A result with the cursor of the next page. */
function pageSchema(result: AnySchema | undefined): JsonSchema {
  const anything = { type: ["object", "array", "string", "number", "boolean", "null"] };
  const { inner, defs } = nested(result ?? anything, "#/properties/result");
  return {
    type: "object",
    properties: {
      result: inner,
      next: { type: "string", description: "Cursor of the next page; absent on the last." },
    },
    required: ["result"],
    additionalProperties: false,
    ...(defs === undefined ? {} : { $defs: defs }),
  } as JsonSchema;
}

/** Keywords that may allow properties which `properties` does not name. */
const opening = ["patternProperties", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "$dynamicRef"];

/** The properties that a schema names, as `kept` takes them. `true` where it does not say which there are. */
function keepOf(schema: unknown, root: AnySchema, following: readonly string[]): Json {
  if (!isSchemaObject(schema)) return true;
  const { $ref: reference, properties, additionalProperties: others, items } = schema;
  if (typeof reference === "string") {
    const name = /^#\/\$defs\/([^/~%]+)$/.exec(reference)?.[1];
    const defs = isSchemaObject(root["$defs"]) ? root["$defs"] : {};
    if (name === undefined || following.includes(name) || !Object.hasOwn(defs, name)) return true;
    return keepOf(defs[name], root, [...following, name]);
  }
  if (opening.some((keyword) => keyword in schema)) return true;
  if (isSchemaObject(items) && properties === undefined) {
    const inner = keepOf(items, root, following);
    return inner === true ? true : [inner];
  }
  if (!isSchemaObject(properties) || others === true || isSchemaObject(others)) return true;
  return Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, keepOf(inner, root, following)]),
  );
}
