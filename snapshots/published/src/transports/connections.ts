import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { stopListening } from "./stop-listening.js";
import type { Load } from "./transport.js";

export interface ConnectionLimits {
  /** For a client to take an answer, in ms; then its connection is closed. */
  readonly answerMs: number;
  /** From the order to end until nobody new is let in, in ms. */
  readonly delayMs: number;
  /** Then, for calls in flight, in ms. */
  readonly drainMs: number;
}

export interface Connections {
  readonly load: () => Load;
  readonly end: () => Promise<void>;
}

/** How long a connection without a call stays when the server ends: the next request may be on its way. */
const graceMs = 500;

/**
 * Keeps count of a server's connections, and ends it without losing a call. Once told to, it says with each answer that
 * its connection ends; after `delayMs` it stops listening, closes connections as they fall idle, and after `drainMs`
 * all that are left.
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
  let listening = true;

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

  /** Has an answer say that its connection ends: on one with several requests on their way, the last of them. */
  const announce = (response: ServerResponse): void => {
    for (const earlier of open) {
      if (earlier.req.socket !== response.req.socket || earlier.headersSent) continue;
      earlier.removeHeader("connection");
    }
    if (!response.headersSent) response.setHeader("connection", "close");
  };

  const closeWhenIdle = (socket: Socket): void => {
    const { bytesRead } = socket;
    // Nothing has ever come: what will is still on its way, or Node's own limit on that ends the connection.
    if (bytesRead === 0) return;
    const close = (): void => {
      if (answering.get(socket) === 0 && socket.bytesRead === bytesRead) socket.destroySoon();
    };
    // After the event loop has looked once more whether something came.
    setTimeout(() => setImmediate(close), graceMs).unref();
  };

  server.on("connection", (socket: Socket) => {
    answering.set(socket, 0);
    if (answering.size >= server.maxConnections) makeRoom();
    socket.once("close", () => answering.delete(socket));
  });
  // Before any answer is written.
  server.prependListener("request", ({ socket }, response) => {
    if (ended !== undefined) announce(response);
    open.add(response);
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once("close", () => {
      open.delete(response);
      if (!answering.has(socket)) return; // gone before its answer was sent
      const left = (answering.get(socket) ?? 1) - 1;
      if (left === 0) answering.delete(socket);
      answering.set(socket, left);
      if (!listening && left === 0) closeWhenIdle(socket);
    });
  });

  const load = (): Load => {
    let requests = 0;
    for (const calls of answering.values()) requests += calls;
    return { connections: answering.size, requests };
  };

  const drain = async (): Promise<void> => {
    const closed = once(server, "close");
    for (const response of open) announce(response);
    await wait(limits.delayMs);
    await stopListening(server, answering.keys());
    listening = false;
    for (const [socket, calls] of answering) if (calls === 0) closeWhenIdle(socket);
    setTimeout(() => server.closeAllConnections(), limits.drainMs).unref();
    await closed;
  };
  const end = (): Promise<void> => (ended ??= drain());
  return { load, end };
}
