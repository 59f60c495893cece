import type { EventEmitter } from "node:events";
import { Client, type ClientConfig } from "pg";

/** What pg's own `Client.cancel` uses of a connection and of a client. */
interface Side extends EventEmitter {
  connect(path: string): void;
  connect(port: number, host: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
  readonly stream: { destroy(): void };
}
interface Running {
  readonly processID: number;
  readonly secretKey: number;
}

/** How long the request may take. */
const patienceMs = 1_500;

/**
 * Asks the server to end what this client runs, over a connection of its own as the protocol has it, which needs
 * no place in the pool and no login. pg's `Client.cancel` does the same without TLS. Never rejects; whether the
 * query has ended is for its own connection to tell.
 */
export const cancelQuery = (client: Client, config: ClientConfig): Promise<void> =>
  new Promise((resolve) => {
    const { processID, secretKey } = client as unknown as Running;
    const { host, port, ssl, connection } = new Client(config);
    const side = connection as unknown as Side;
    const timer = setTimeout(() => side.stream.destroy(), patienceMs);
    side.on("connect", () => (ssl ? side.requestSsl() : side.cancel(processID, secretKey)));
    side.on("sslconnect", () => side.cancel(processID, secretKey));
    side.on("error", () => side.stream.destroy());
    side.once("end", () => {
      clearTimeout(timer);
      resolve();
    });
    if (host.startsWith("/")) side.connect(`${host}/.s.PGSQL.${port}`);
    else side.connect(port, host);
  });
