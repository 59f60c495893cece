import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { localhostAllowedHostnames, validateHostHeader } from "@modelcontextprotocol/server";
import type { Logger } from "pino";
import { isLoopback, listen } from "../transports/listen.js";
import { contentType } from "./prometheus.js";

export interface MetricsConfig {
  /** Address to bind. Whoever reaches it can read the names of the tools and how they are used, nothing more. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface MetricsServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const path = "/metrics";

/**
 * Serves `/metrics` on a port of its own, so that the port of the clients never answers for it. Rejects with a
 * sentence for the operator when the address cannot be bound.
 */
export const serveMetrics = async (
  text: () => string,
  { host, port }: MetricsConfig,
  log: Logger,
): Promise<MetricsServer> => {
  const local = isLoopback(host);
  const allowedHosts = localhostAllowedHostnames();

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader("x-content-type-options", "nosniff");
    // A page that rebinds its own name to 127.0.0.1 comes with that name in `Host` (CVE-2025-66414).
    if (local && !validateHostHeader(request.headers.host, allowedHosts).ok) {
      return void response.writeHead(403).end();
    }
    if (request.url?.split("?", 1)[0] !== path) return void response.writeHead(404).end();
    if (request.method !== "GET" && request.method !== "HEAD") {
      return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    }
    response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" });
    response.end(text());
  };

  const server = createServer(
    {
      maxHeaderSize: 8 * 1_024,
      headersTimeout: 5_000,
      requestTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
    },
    answer,
  );
  server.maxConnections = 20;
  const address = `${await listen(server, host, port, "METRICS_")}${path}`;
  server.on("error", (error) => log.error({ event: "metrics_failed", err: error }));
  log.info({ event: "metrics_ready", address });

  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address, close };
};
