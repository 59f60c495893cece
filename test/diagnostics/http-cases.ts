/** Cases of HTTP sources and operations: one good spec with a passage replaced. */
import type { ErrorCase } from "./error-cases.js";

export const goodApi = `spec: 1
server:
  name: contacts-mcp
  version: 1.0.0
  description: Contacts of the CRM.
sources:
  crm:
    kind: http
    baseUrl: https://api.crm.example.com/v2
    auth: { bearer: "\${CRM_TOKEN}" }
  crm-desk:
    kind: http
    access: write
    baseUrl: https://api.crm.example.com/v2
    auth: { header: { name: X-Api-Key, value: "\${CRM_DESK_KEY}" } }
tools:
  get_contact:
    description: Fetch one contact.
    source: crm
    params:
      id: { type: string, maxLength: 24 }
      fields: { type: array, items: { type: string }, required: false }
    http:
      path: /contacts/{id}
      query: [fields]
    result: { type: object, properties: { name: { type: string } } }
  add_note:
    description: Add a note to a contact.
    source: crm-desk
    params:
      id: { type: string, maxLength: 24 }
      note: { type: string, maxLength: 1000 }
    http:
      method: POST
      path: /contacts/{id}/notes
      body: [note]
    writes: true
    result: { type: object, properties: { id: { type: string } } }
`;

const changed = (code: string, name: string, from: string, to: string): ErrorCase => {
  if (!goodApi.includes(from)) throw new Error(`${code}-${name}: the spec has no ${JSON.stringify(from)}`);
  return { code, name, files: { "mcp.yaml": goodApi.replace(from, () => to) } };
};

const url = "baseUrl: https://api.crm.example.com/v2\n    auth: { bearer";
const baseUrl = (code: string, name: string, text: string, more = "") =>
  changed(code, name, url, `baseUrl: ${text}\n${more}    auth: { bearer`);
const auth = (code: string, name: string, text: string) =>
  changed(code, name, 'auth: { bearer: "${CRM_TOKEN}" }', `auth: ${text}`);
const getPath = (code: string, name: string, path: string) =>
  changed(code, name, "path: /contacts/{id}\n", `path: ${path}\n`);
const query = (code: string, name: string, text: string) =>
  changed(code, name, "query: [fields]", `query: ${text}`);
const get = (code: string, name: string, lines: string) =>
  changed(code, name, "query: [fields]", `query: [fields]\n      ${lines}`);

const inWorker = (name: string, from: string, to: string): ErrorCase => {
  const { files, ...rest } = changed("MCP1237", name, from, to);
  const text = `${String(files["mcp.yaml"])}auth: { apiKeys: true }\ndeploy: { workers: true }\n`;
  return { ...rest, files: { "mcp.yaml": text } };
};

export const httpCases: readonly ErrorCase[] = [
  inWorker("worker-private", url, `privateNetworks: [10.20.0.0/16]\n    ${url}`),
  inWorker("worker-plain", url, "plainHttp: true\n    baseUrl: http://crm.example.com\n    auth: { bearer"),
  inWorker(
    "worker-address",
    "https://api.crm.example.com/v2\n    auth: { bearer",
    "https://8.8.8.8/v2\n    auth: { bearer",
  ),
  inWorker("worker-internal", url, "baseUrl: https://crm.corp/v2\n    auth: { bearer"),
  inWorker(
    "worker-token",
    'auth: { bearer: "${CRM_TOKEN}" }',
    'auth: { oauth: { tokenUrl: "https://localhost:8443/token", clientId: desk, clientSecret: "${SECRET}" } }',
  ),
  baseUrl("MCP1801", "plain", "http://api.crm.example.com/v2"),
  baseUrl("MCP1801", "query", '"https://api.crm.example.com/v2?key=1"'),
  baseUrl("MCP1801", "user", "https://reader@api.crm.example.com/v2"),
  baseUrl("MCP1801", "no-scheme", "api.crm.example.com"),
  baseUrl("MCP1801", "in-part", '"https://${CRM_HOST}/v2"'),
  baseUrl("MCP1801", "another-scheme", "file:///etc/passwd"),
  auth(
    "MCP1801",
    "token-url",
    '{ oauth: { tokenUrl: "http://id.example.com/token", clientId: desk, clientSecret: "${SECRET}" } }',
  ),
  baseUrl("MCP1802", "literal", "https://10.20.0.7/v2"),
  baseUrl("MCP1802", "number", "http://2130706433/v2"),
  baseUrl("MCP1802", "mapped", '"https://[::ffff:10.0.0.1]/v2"'),
  baseUrl("MCP1802", "metadata", "https://169.254.169.254/latest"),
  baseUrl("MCP1802", "everything", "https://api.crm.example.com/v2", "    privateNetworks: [0.0.0.0/0]\n"),
  baseUrl("MCP1802", "no-network", "https://api.crm.example.com/v2", "    privateNetworks: [crm.internal]\n"),
  auth("MCP1803", "bearer", "{ bearer: hunter2 }"),
  auth("MCP1803", "password", '{ basic: { user: "${CRM_USER}", password: hunter2 } }'),
  auth("MCP1803", "in-part", '{ header: { name: X-Api-Key, value: "key-${CRM_KEY}" } }'),
  getPath("MCP1804", "path", "/contacts/{di}"),
  query("MCP1804", "query", '{ fields: "{feilds}" }'),
  changed("MCP1804", "body", "body: [note]", 'body: { text: { value: "{nte}" } }'),
  query("MCP1805", "get", "{ full: true }"),
  changed("MCP1805", "post", "body: [note]", "body: { text: none }"),
  getPath("MCP1806", "no-slash", '"contacts/{id}"'),
  getPath("MCP1806", "parent", "/contacts/../{id}"),
  getPath("MCP1806", "encoded-parent", '"/contacts/%2e%2e/{id}"'),
  getPath("MCP1806", "query", '"/contacts?id={id}"'),
  getPath("MCP1806", "brace", '"/contacts/{id"'),
  getPath("MCP1806", "twice", "/contacts//{id}"),
  changed(
    "MCP1806",
    "optional",
    "id: { type: string, maxLength: 24 }\n      fields",
    "id: { type: string, required: false }\n      fields",
  ),
  get("MCP1807", "get", "body: { all: true }"),
  changed("MCP1807", "both", "body: [note]", "body: [note]\n      form: { kind: call }"),
  query("MCP1808", "query", '{ fields: "name,{fields}" }'),
  get("MCP1808", "header", 'headers: { X-Note: "id {id}" }'),
  get("MCP1809", "authorization", 'headers: { Authorization: "Basic abc" }'),
  get("MCP1809", "host", "headers: { Host: internal.example.com }"),
  get("MCP1809", "method-override", "headers: { X-HTTP-Method-Override: DELETE }"),
  get("MCP1809", "line-end", 'headers: { X-Note: "a\\r\\nHost: b" }'),
  baseUrl("MCP1809", "cookie", "https://api.crm.example.com/v2", "    headers: { Cookie: a=b }\n"),
  changed("MCP1810", "post", "    writes: true\n", ""),
  changed(
    "MCP1810",
    "put",
    "method: POST\n      path: /contacts/{id}/notes\n      body: [note]\n    writes: true",
    "method: PUT\n      path: /contacts/{id}/notes\n      body: [note]\n    writes: false",
  ),
  changed("MCP1810", "read-source", "source: crm-desk", "source: crm"),
  changed("MCP1810", "write-source", "source: crm\n", "source: crm-desk\n"),
  query("MCP1811", "path-and-query", '{ fields: "{fields}", id: "{id}" }'),
  changed("MCP1812", "none", "    result: { type: object, properties: { name: { type: string } } }\n", ""),
  changed(
    "MCP1813",
    "object",
    "id: { type: string, maxLength: 24 }\n      fields",
    "id: { type: object }\n      fields",
  ),
  getPath("MCP1813", "list", '"/contacts/{id}/{fields}"'),
  auth("MCP1814", "two", '{ bearer: "${CRM_TOKEN}", basic: { user: desk, password: "${CRM_PASSWORD}" } }'),
  get("MCP1814", "pages", "next: { body: /next, link: page }"),
  get("MCP1105", "pointer", "pick: data.items"),
  changed("MCP1104", "method", "method: POST", "method: FETCH"),
  changed("MCP1204", "api", "source: crm\n", "source: cmr\n"),
  changed("MCP1205", "sql-and-http", "    source: crm\n", "    source: crm\n    sql: SELECT 1\n"),
  changed(
    "MCP1206",
    "sql-on-api",
    "http:\n      path: /contacts/{id}\n      query: [fields]",
    "sql: SELECT :id, :fields",
  ),
  changed("MCP1206", "request-without-source", "    source: crm\n", ""),
  changed("MCP1233", "closed-world", "    source: crm\n", "    source: crm\n    openWorld: false\n"),
];
