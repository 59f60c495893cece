import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { endableConnections } from "./connections.js";
import { createDirect } from "./direct.js";
import { createEndpoint, type EndpointOptions, type Mount } from "./endpoint.js";
import { createExchange, pathOf, send } from "./exchange.js";
import { healthResponse, type Ready } from "./health.js";
import { isLoopback, listen } from "./listen.js";
import type { Transport } from "./transport.js";

export interface HttpConfig {
  /** Address to bind. Anything but a loopback address needs authentication. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Of the MCP endpoint. */
  readonly path: string;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Proxies of our own in front, whose `X-Forwarded-For` says who calls. Default: none. */
  readonly trustedProxies?: number;
  /** Default: `httpLimits`. */
  readonly limits?: Partial<HttpLimits>;
}

/** Bounds on what one client can hold or make the server hold. Times are in ms. */
export interface HttpLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** To send all headers; then 408. */
  readonly headersMs: number;
  /** To send the whole request; then 408. */
  readonly requestMs: number;
  /** Between two requests. Longer than a load balancer keeps idle connections (60 s), else it meets closed ones. */
  readonly keepAliveMs: number;
  /** To take an answer; then the connection is closed. */
  readonly answerMs: number;
  /**
   * From the order to end, while `/readyz` says no already, until no new connection is taken: as long as a balancer
   * takes to notice. Nothing, where new ones go elsewhere before the order comes, as on Kubernetes.
   */
  readonly delayMs: number;
  /** Then, for calls in flight. */
  readonly drainMs: number;
}

/**
 * The times are checked every half second, so a client that drips bytes is cut off at 2.5 and 3.5 s. An honest one
 * on a slow line is not: a usual call is a packet or two, and the longest body allowed needs 700 kbit/s.
 */
const httpLimits: HttpLimits = {
  bodyBytes: 256 * 1024,
  headerBytes: 8 * 1024,
  connections: 1_000,
  headersMs: 2_000,
  requestMs: 3_000,
  keepAliveMs: 65_000,
  answerMs: 30_000,
  delayMs: 0,
  drainMs: 20_000,
};

export interface HttpOptions extends Omit<EndpointOptions, "rules"> {
  readonly config: HttpConfig;
  /** Whether the sources can answer: `/readyz` while the server is not ending. */
  readonly ready: Ready;
  /** Endpoints beside the one of `config`. */
  readonly also?: readonly Mount[];
  /** Default: true. False has the SDK answer what the direct road would, to compare the two. */
  readonly direct?: boolean;
}

/**
 * Serves MCP over Streamable HTTP, both protocol eras, until `drain`. Rejects with a sentence for the
 * operator when the address cannot be bound, or must not be.
 */
export async function serveHttp({
  config,
  ready,
  also = [],
  direct = true,
  ...options
}: HttpOptions): Promise<Transport> {
  const { auth, log } = options;
  const { host, port, path } = config;
  const limits = { ...httpLimits, ...config.limits };
  const local = isLoopback(host);
  if (!local && auth.kind === "none") {
    throw new Error(
      `Refusing to listen on ${host} without authentication: whoever reaches it could call every tool. ` +
        `Set HOST=127.0.0.1, or add \`auth\` to the spec.`,
    );
  }
  let draining = false;
  const accepting: Ready = async () => !draining && (await ready());
  const mounted = async ({ path: at, ...own }: Mount) => {
    const served = { ...options, ...own };
    const endpoint = createEndpoint({
      ...served,
      rules: { ...config, path: at, allowLocalOrigins: local, bodyBytes: limits.bodyBytes },
    });
    const exchange = createExchange({
      endpoint,
      direct: direct ? await createDirect({ ...served, askSdk: endpoint.ask }) : undefined,
      bodyBytes: limits.bodyBytes,
      log,
      trustedProxies: config.trustedProxies ?? 0,
    });
    return { at, exchange, close: endpoint.close };
  };
  const main = await mounted({ ...options, path });
  const others = await Promise.all(also.map(mounted));
  const exchanges = new Map(others.map(({ at, exchange }) => [at, exchange]));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = pathOf(request);
    const health = healthResponse(asked, accepting);
    if (health !== undefined) return send(response, await health);
    return (exchanges.get(asked) ?? main.exchange)(request, response);
  };
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: Math.min(500, limits.headersMs / 4),
    },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (!request.destroyed) log.error({ event: "http_failed", err: error });
        response.destroy();
      });
    },
  );
  // Whoever is told to wait for "100 Continue" gets it when the head has passed, and not before.
  server.on("checkContinue", (request, response) => server.emit("request", request, response));
  // `headerBytes` bounds them. Beyond a number Node would drop headers in silence, perhaps the one that tells.
  server.maxHeadersCount = 0;
  server.maxConnections = limits.connections;
  const connections = endableConnections(server, limits);
  const origin = await listen(server, host, port);
  server.on("error", (error) => log.error({ event: "http_failed", err: error }));
  server.on("drop", (peer) =>
    log.warn({ event: "connection_refused", address: peer?.remoteAddress }),
  );

  const closed = new Promise((resolve) => server.once("close", resolve)).then(async () => {
    await Promise.all([main, ...others].map(({ close }) => close()));
  });
  const drain = async (): Promise<void> => {
    draining = true;
    await connections.end();
    await closed;
  };
  return { address: `${origin}${path}`, closed, drain, load: connections.load };
}
