import { userInfo } from "node:os";
import { Transform, Writable, type Readable } from "node:stream";
import { serveStdio as serve, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { Logger } from "pino";
import type { Principal } from "../guard/call.js";
import { cleanText } from "../guard/clean.js";
import type { CreateServer } from "../server.js";
import { countRequests } from "./in-flight.js";
import type { Transport } from "./transport.js";

/** How long calls in flight may take once the client has closed stdin or the process is to end. */
const drainMs = 10_000;
/** The longest message, in bytes. A longer one ends the connection. */
const messageBytes = 4 * 1024 * 1024;

export interface StdioOptions {
  readonly createServer: CreateServer;
  readonly log: Logger;
  /** Default: the process's own stdin and stdout. */
  readonly streams?: Streams;
}

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Serves the one client at the other end of stdin and stdout, whatever its protocol era. It started this
 * process, so the owner of the process is the principal.
 */
export function serveStdio({ createServer, log, streams = takeStdio() }: StdioOptions): Transport {
  // The SDK abandons calls in flight when its input ends. Here the end is held back until they are
  // answered, so that `printf '…' | node dist/main.js --stdio` prints its answer.
  const input = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => void requests.idle(drainMs).then(() => done()),
  });
  const requests = countRequests(
    new StdioServerTransport(input, streams.output, { maxBufferSize: messageBytes }),
  );
  const principal = processOwner();
  serve(() => createServer(() => principal), {
    transport: requests.wire,
    // It may hold what the client wrote, and whoever reads the log may do so in a terminal.
    onerror: ({ message }) =>
      log.warn({ event: "protocol_error", reason: cleanText(message.slice(0, 200)) }),
  });
  streams.input.pipe(input);
  streams.input.once("close", () => input.end()); // destroyed: no `end` comes

  const drain = async (): Promise<void> => {
    streams.input.unpipe(input);
    input.end();
    await requests.closed;
  };
  return { address: "stdio", closed: requests.closed, drain };
}

/** `user:<name>`, or the number where the system has no name for it, as in many containers. */
function processOwner(): Principal {
  try {
    return { id: `user:${userInfo().username}` };
  } catch {
    return { id: `user:${process.getuid?.() ?? "unknown"}` };
  }
}

/** The process's stdin and stdout. Whatever else is written to stdout from now on goes to stderr. */
function takeStdio(): Streams {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => void write(chunk, done),
  });
  process.stdout.on("error", (error) => output.destroy(error)); // the client is gone: EPIPE
  return { input: process.stdin, output };
}
