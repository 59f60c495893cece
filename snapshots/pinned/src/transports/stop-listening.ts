import { Server, type Server as NetServer, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";

/** How long to look for a moment in which nothing happens: less than a client may take to send its headers. */
const patienceMs = 500;

/** A turn that takes longer, because the machine did something else, may have missed what came meanwhile. */
const quickMs = 0.2;

/** What the event loop has been told so far: of connections, bytes, signals. */
const events = (): number => performance.nodeTiming.uvMetricsInfo.events;

/**
 * Stops listening, and loses no client whom the kernel has connected already: to that client the connection is there,
 * and its call may be on the way. Such connections wait in a queue, of which Node accepts one in a turn of its event
 * loop, and closing the socket resets those that are left. So it is closed right after a turn that was told nothing;
 * and that there is one soon, nothing is read from `connections` until then, nor from those that come.
 * What connects between that turn and the close is lost all the same: tell a balancer first.
 */
export async function stopListening(
  server: NetServer,
  connections: Iterable<Socket>,
): Promise<void> {
  const held = new Set<Socket>();
  const hold = (socket: Socket): void => void held.add(socket.pause());
  const holdNew = (socket: Socket): void => process.nextTick(hold, socket); // node:http first begins to read
  for (const socket of connections) hold(socket);
  server.on("connection", holdNew);

  const latest = performance.now() + patienceMs;
  await turn(); // from one here to the next it is a whole turn
  for (let quiet = false; !quiet && performance.now() < latest;) {
    const [told, begun] = [events(), performance.now()];
    await turn();
    quiet = events() === told && performance.now() - begun < quickMs;
  }
  // Not the one of node:http, which destroys connections whose answer is written but still being sent.
  Server.prototype.close.call(server);

  server.off("connection", holdNew);
  for (const socket of held) socket.resume();
}
