import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { createLog } from "../../src/telemetry/log.js";
import type { OpenEgress } from "../../src/sources/egress.js";
import { openEgress } from "../../src/sources/upstream-egress.js";
import { openUpstream, type Patience, type Upstream } from "../../src/sources/upstream.js";
import type { UpstreamSettings } from "../../src/sources/upstream-settings.js";
import { parseLines, type Line } from "./lines.js";

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answer = (request: Arrived, response: ServerResponse) => void;

/** An HTTP service on a free port of loopback, in place of those of the spec. */
export interface Service {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly requests: Arrived[];
  /** Connections that were made to it. */
  readonly connections: () => number;
  /** Takes effect with the next request. */
  answer: Answer;
  readonly close: () => Promise<void>;
}

export const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};

export async function startService(answer: Answer): Promise<Service> {
  const requests: Arrived[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const arrived = { method, url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(arrived);
      service.answer(arrived, response);
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const service: Service = {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    answer,
    close,
  };
  return service;
}

export interface Opened {
  readonly upstream: Upstream;
  /** Lines of its log, optionally of one event. */
  readonly logged: (event?: string) => readonly Line[];
}

/** A source that may be on loopback, unless said otherwise. */
export function open(
  baseUrl: string,
  settings: Partial<Omit<UpstreamSettings, "baseUrl">> = {},
  way: OpenEgress = openEgress,
): Opened {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  const upstream = openUpstream(
    {
      name: "api",
      plainHttp: true,
      networks: ["127.0.0.1"],
      redirects: "refuse",
      retries: 0,
      bytes: 64 * 1024,
      connections: 4,
      headers: {},
      ...settings,
      baseUrl: new URL(baseUrl),
    },
    { log, agent: "tests", openEgress: way },
  );
  const logged = (event?: string): readonly Line[] =>
    parseLines(lines.join("")).filter((line) => event === undefined || line["event"] === event);
  return { upstream, logged };
}

export const patience = (ms = 5_000): Patience => ({
  signal: AbortSignal.timeout(ms),
  deadline: performance.now() + ms,
});

/** The way out under Node, with names resolved by this. */
export const resolvedBy =
  (lookup: LookupFunction): OpenEgress =>
  (settings) =>
    openEgress(settings, lookup);

/** Resolves every name to these addresses. */
export const resolvingTo =
  (...addresses: readonly string[]): LookupFunction =>
  (_name, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all === true) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family);
  };
