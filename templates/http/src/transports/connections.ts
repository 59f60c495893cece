import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";

/**
 * Ends a server without cutting off an answer: stops listening, closes connections as they fall idle, and
 * after `timeoutMs` all that are left. Call it once `server` exists; the returned function starts the end.
 *
 * Node's own `server.close()` destroys connections whose answer is written but still being sent, and
 * leaves those open that fall idle later.
 */
export function endableConnections(server: Server, timeoutMs: number): () => Promise<void> {
  const answering = new Map<Socket, number>();
  let end: Promise<void> | undefined;

  server.on("connection", (socket: Socket) => {
    answering.set(socket, 0);
    socket.once("close", () => answering.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const left = (answering.get(socket) ?? 1) - 1;
      answering.set(socket, left);
      if (end !== undefined && left === 0) socket.end();
    });
  });

  return () => {
    end ??= new Promise((resolve) => {
      NetServer.prototype.close.call(server, () => resolve());
      for (const [socket, calls] of answering) if (calls === 0) socket.destroy();
      setTimeout(() => server.closeAllConnections(), timeoutMs).unref();
    });
    return end;
  };
}
