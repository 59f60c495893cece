import { createMcpHandler, type AuthInfo } from "@modelcontextprotocol/server";
import type { Logger } from "pino";
import type { Auth } from "../auth/auth.js";
import type { Principal } from "../guard/call.js";
import { cleanText } from "../guard/clean.js";
import { named } from "../guard/identify.js";
import type { CreateServer } from "../server.js";
import { corsHeaders, preflight, type Cors } from "./cors.js";
import { formCheck, hostCheck, originCheck, type Head, type HeadRules } from "./head.js";
import type { AskSdk } from "./direct-list.js";
import { createInspect, type Asked, type InspectOptions } from "./inspect.js";
import { parseJson } from "./json.js";
import { refusalResponse, type Refusal } from "./refusal.js";

export interface EndpointOptions extends InspectOptions {
  readonly createServer: CreateServer;
  readonly rules: HeadRules;
  readonly log: Logger;
  /** What each of its answers carries. Default: nothing. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A further endpoint at a path of its own. */
export interface Mount extends Omit<EndpointOptions, "rules" | "log" | "auth"> {
  readonly path: string;
  /** Default: that of the whole server. */
  readonly auth?: Auth;
}

/**
 * MCP over HTTP in web-standard terms, in steps, so that nothing of a body is read for a request that its
 * head already rules out, and a host may answer what it can answer better itself.
 */
export interface Endpoint {
  /** Who calls, or the answer if the head suffices for one. */
  readonly admit: (head: Head) => Promise<{ principal: Principal } | { response: Response }>;
  /** The answer to a request whose body is not read, or not to its end. */
  readonly refuse: (head: Head, refusal: Refusal) => Response;
  /** The message of an admitted request, or the answer if it must not go further. */
  readonly read: (body: Uint8Array, asked: Asked) => { message: unknown } | { response: Response };
  /** Has the SDK answer. `request` lends its headers and its signal; its body is not read. */
  readonly answer: (request: Request, message: unknown, principal: Principal) => Promise<Response>;
  /** Has the SDK answer a message of our own, which must not be a call. */
  readonly ask: AskSdk;
  /** What each answer carries to a page of that origin, if any: what lets it read the answer is in it. */
  readonly headers: Cors;
  /** Breaks off what still runs. */
  readonly close: () => Promise<void>;
}

/** For whom the server asks itself: somebody who may do nothing. */
const nobody: Principal = { id: "server", scopes: [] };

export function createEndpoint(options: EndpointOptions): Endpoint {
  const { createServer, auth, rules, log, headers: own = {} } = options;
  const hostAndOrigin = [hostCheck(rules), originCheck(rules)];
  const form = formCheck(rules);
  const cors = corsHeaders(rules.allowedOrigins, Object.keys(own));
  const headers: Cors = (origin) => (origin === undefined ? own : { ...own, ...cors(origin) });
  const inspect = createInspect(options);

  // The SDK hands the `AuthInfo` on unread, so it need not hold the token, which nothing behind here needs.
  const principals = new WeakMap<AuthInfo, Principal>();
  const credentialOf = (principal: Principal): AuthInfo => {
    const authInfo: AuthInfo = { token: "", clientId: principal.id, scopes: [] };
    principals.set(authInfo, principal);
    return authInfo;
  };
  const server = () =>
    createServer(({ http }) => {
      const principal = http?.authInfo && principals.get(http.authInfo);
      if (principal === undefined) throw new Error("a request that nobody admitted");
      return principal;
    });
  const mcp = createMcpHandler(server, {
    // It holds what a caller wrote, and whoever reads the log may do so in a terminal.
    onerror: ({ message }) =>
      log.warn({ event: "protocol_error", reason: cleanText(message.slice(0, 200)) }),
  });

  const readable = (response: Response, origin: string | undefined): Response => {
    for (const [name, value] of Object.entries(headers(origin))) response.headers.set(name, value);
    return response;
  };
  const refuse: Endpoint["refuse"] = ({ method, path, address, header }, refusal) => {
    const { status } = refusal;
    const level = status === 401 || status === 403 ? "warn" : "info";
    log[level]({ event: "http_refused", status, method, path: path.slice(0, 100), address });
    return readable(refusalResponse(refusal), header("origin"));
  };

  const admit: Endpoint["admit"] = async (head) => {
    for (const check of hostAndOrigin) {
      const refusal = check(head);
      if (refusal !== undefined) return { response: refuse(head, refusal) };
    }
    const response = preflight(head, cors) ?? publicDocument(head, auth.documents);
    if (response !== undefined) return { response };
    const malformed = form(head);
    if (malformed !== undefined) return { response: refuse(head, malformed) };
    const { address, header } = head;
    const caller = await auth.authenticate({ authorization: header("authorization"), address });
    return "refusal" in caller
      ? { response: refuse(head, caller.refusal) }
      : { principal: caller.value };
  };

  const read: Endpoint["read"] = (body, asked) => {
    const refused = (refusal: Refusal, message?: unknown): { response: Response } => {
      const { status, code } = refusal;
      const principal = named(asked.principal).id;
      log.info({ event: "http_refused", status, code, principal });
      return { response: readable(refusalResponse(refusal, message), asked.header("origin")) };
    };
    const parsed = parseJson(body);
    if ("refusal" in parsed) return refused(parsed.refusal);
    const refusal = inspect(parsed.value, asked);
    return refusal === undefined ? { message: parsed.value } : refused(refusal, parsed.value);
  };

  const answer: Endpoint["answer"] = async (request, message, principal) => {
    const authInfo = credentialOf(principal);
    const response = await mcp.fetch(request, { authInfo, parsedBody: message });
    // Whether the connection stays is between the client and the host, which may be about to end it.
    response.headers.delete("connection");
    return readable(response, request.headers.get("origin") ?? undefined);
  };

  const ask: Endpoint["ask"] = (message, headers) => {
    const body = JSON.stringify(message);
    const all = { "content-type": "application/json", ...headers };
    const request = new Request("http://localhost/", { method: "POST", headers: all, body });
    return mcp.fetch(request, { authInfo: credentialOf(nobody) });
  };
  return { admit, refuse, read, answer, ask, headers, close: mcp.close };
}

function publicDocument(
  { method, path }: Head,
  documents: Readonly<Record<string, unknown>>,
): Response | undefined {
  if ((method !== "GET" && method !== "HEAD") || !Object.hasOwn(documents, path)) return undefined;
  return Response.json(documents[path], {
    headers: { "access-control-allow-origin": "*", "cache-control": "max-age=3600" },
  });
}
