import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import type { Load } from "./transport.js";

export interface ConnectionLimits {
  /** For a client to take an answer, in ms; then its connection is closed. */
  readonly answerMs: number;
  /** For calls in flight, once the server is told to end, in ms. */
  readonly drainMs: number;
}

export interface Connections {
  readonly load: () => Load;
  readonly end: () => Promise<void>;
}

/** How long connections without a call stay when the server ends: the next request may be on its way. */
const graceMs = 500;

/**
 * Keeps count of a server's connections, and ends it without losing a call: stops listening, closes
 * connections as they fall idle, and after `drainMs` all that are left. Call it once `server` exists.
 *
 * When all connections that the server may have are taken, the one that has been idle for longest makes room, or
 * one whose client does not take its answer: else whoever opens many and uses none would keep everybody out.
 *
 * Node's own `server.close()` destroys connections whose answer is written but still being sent, and
 * leaves those open that fall idle later.
 */
export function endableConnections(server: Server, limits: ConnectionLimits): Connections {
  /** Calls by connection; those that have fallen idle, or never did anything, in the order in which they did. */
  const answering = new Map<Socket, number>();
  /** Answers that are not sent, or not taken. */
  const open = new Set<ServerResponse>();
  let ended: Promise<void> | undefined;

  const makeRoom = (): void => {
    for (const [socket, calls] of answering) if (calls === 0) return void socket.destroy();
    for (const response of open) if (response.writableEnded) return void response.destroy();
  };

  const waiting = new WeakSet<ServerResponse>();
  const giveUp = (): void => {
    for (const response of open) {
      if (waiting.has(response)) response.destroy();
      else if (response.writableEnded) waiting.add(response);
    }
  };
  const sweeps = setInterval(giveUp, limits.answerMs / 2).unref();
  server.once("close", () => clearInterval(sweeps));

  server.on("connection", (socket: Socket) => {
    answering.set(socket, 0);
    if (answering.size >= server.maxConnections) makeRoom();
    socket.once("close", () => answering.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    open.add(response);
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once("close", () => {
      open.delete(response);
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
      setTimeout(() => server.closeAllConnections(), limits.drainMs).unref();
    });
    return ended;
  };
  return { load, end };
}
