import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import type { Load } from "./transport.js";

export interface Connections {
  readonly load: () => Load;
  readonly end: () => Promise<void>;
}

/** How long connections without a call stay when the server ends: the next request may be on its way. */
const graceMs = 500;

/**
 * Keeps count of a server's connections, and ends it without losing a call: stops listening, closes
 * connections as they fall idle, and after `timeoutMs` all that are left. Call it once `server` exists.
 * When all connections that the server may have are taken, the one that has been idle for longest makes room:
 * else whoever opens many and uses none would keep everybody out.
 *
 * Node's own `server.close()` destroys connections whose answer is written but still being sent, and
 * leaves those open that fall idle later.
 */
export function endableConnections(server: Server, timeoutMs: number): Connections {
  /** Calls by connection; those that have fallen idle, or never did anything, in the order in which they did. */
  const answering = new Map<Socket, number>();
  let ended: Promise<void> | undefined;

  const makeRoom = (): void => {
    for (const [socket, calls] of answering) if (calls === 0) return void socket.destroy();
  };
  server.on("connection", (socket: Socket) => {
    answering.set(socket, 0);
    if (answering.size >= server.maxConnections) makeRoom();
    socket.once("close", () => answering.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once("close", () => {
      if (!answering.has(socket)) return; // gone before its answer was sent
      const left = (answering.get(socket) ?? 1) - 1;
      if (left === 0) answering.delete(socket);
      answering.set(socket, left);
      if (ended !== undefined && left === 0) socket.end();
    });
  });

  const load = (): Load => {
    let requests = 0;
    for (const calls of answering.values()) requests += calls;
    return { connections: answering.size, requests };
  };
  const end = (): Promise<void> => {
    ended ??= new Promise((resolve) => {
      NetServer.prototype.close.call(server, () => resolve());
      setTimeout(() => {
        for (const [socket, calls] of answering) if (calls === 0) socket.destroy();
      }, graceMs).unref();
      setTimeout(() => server.closeAllConnections(), timeoutMs).unref();
    });
    return ended;
  };
  return { load, end };
}
