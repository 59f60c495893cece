/** Names that other tools use for our keys. */
const others: Readonly<Record<string, readonly string[]>> = {
  params: ["parameters", "args", "arguments", "properties", "parameter"],
  input: ["inputSchema", "input_schema", "schema"],
  result: ["outputSchema", "output_schema", "output", "returns", "response"],
  sql: ["query", "statement", "command"],
  source: ["database", "db", "datasource"],
  handler: ["function", "run", "execute", "code"],
  description: ["desc", "summary", "doc"],
  scopes: ["permissions", "roles"],
  redact: ["mask", "sensitive", "secrets"],
  limits: ["limit", "quota"],
  timeout: ["deadline", "timeoutMs"],
  rows: ["maxRows", "rowLimit"],
  bytes: ["size", "maxBytes", "maxSize"],
  rate: ["rateLimit", "rps"],
  file: ["path", "filename", "url"],
  kind: ["type"],
  hosts: ["allowedHosts", "host"],
  origins: ["allowedOrigins", "cors"],
  deprecated: ["deprecation"],
  jwt: ["oauth", "oidc", "bearer"],
  apiKeys: ["apiKey", "keys"],
  http: ["streamableHttp", "sse"],
};

/** Our name for what `key` is called elsewhere, if it is one of `known`. */
export function otherName(key: string, known: readonly string[]): string | undefined {
  const wanted = key.toLowerCase();
  return known.find(
    (name) => Object.hasOwn(others, name) && others[name]?.some((other) => other.toLowerCase() === wanted),
  );
}
