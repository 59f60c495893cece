import { StreamableHTTPClientTransport, type Client } from "@modelcontextprotocol/client";
import type { Auth } from "../../src/auth/auth.js";
import { serveHttp, type HttpConfig } from "../../src/transports/http.js";
import { newClient, type Era } from "./client.js";
import type { Load } from "../../src/transports/transport.js";
import { createFixture, type Fixture, type Observers } from "./fixture.js";

/** Lets everybody in, and knows nobody's scopes. */
export const openDoor: Auth = {
  kind: "none",
  authenticate: async () => ({ value: { id: "anyone" } }),
  insufficientScope: () => ({ status: 403, message: "Forbidden." }),
  documents: {},
};

export interface HttpFixture extends Fixture {
  readonly url: string;
  /** Ends the server as SIGTERM would. */
  readonly drain: () => Promise<void>;
  readonly ready: { value: boolean };
  readonly load?: () => Load;
}

/** The fixture tools behind the project's own HTTP transport, on a free port of loopback. */
export async function startHttp(
  options: { readonly auth?: Auth; readonly observers?: Observers } & Partial<HttpConfig> = {},
): Promise<HttpFixture> {
  const { auth = openDoor, observers, ...config } = options;
  const fixture = createFixture(observers);
  const ready = { value: true };
  const { address, drain, load } = await serveHttp({
    ...fixture,
    auth,
    ready: () => ready.value,
    config: {
      host: "127.0.0.1",
      port: 0,
      path: "/mcp",
      allowedHosts: [],
      allowedOrigins: [],
      ...config,
    },
  }).catch((error: unknown) => {
    fixture.close();
    throw error;
  });
  const close = (): Promise<void> => drain().finally(fixture.close);
  return { ...fixture, url: address, drain, ready, load, close };
}

/** The official client, connected over HTTP. */
export async function connectHttp(url: string, era: Era, token?: string): Promise<Client> {
  const client = newClient(era);
  const headers = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
  );
  return client;
}

/** What a call looks like on the wire, for requests that no client would send. */
export function callBody(tool: string, args: unknown = {}, era: Era = "2026-07-28"): string {
  const meta = {
    "io.modelcontextprotocol/protocolVersion": era,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
  };
  const params = { name: tool, arguments: args, ...(era === "2026-07-28" && { _meta: meta }) };
  return JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/call", params });
}

export const callHeaders = (tool: string, era: Era = "2026-07-28"): Record<string, string> => ({
  accept: "application/json, text/event-stream",
  "content-type": "application/json",
  "mcp-protocol-version": era,
  ...(era === "2026-07-28" && { "mcp-method": "tools/call", "mcp-name": tool }),
});

/** Posts a call, with other headers or another body than it should have. */
export const post = (
  url: string,
  { tool = "echo", args = { text: "hi" }, era, headers, body }: PostOptions = {},
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { ...callHeaders(tool, era), ...headers },
    body: body ?? callBody(tool, args, era),
  });

export interface PostOptions {
  readonly tool?: string;
  readonly args?: unknown;
  readonly era?: Era;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit;
}

/** What a server needs in its environment, and what a caller must send, to call every tool. */
export interface Credentials {
  readonly env: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly close: () => void;
}
