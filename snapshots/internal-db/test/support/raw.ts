import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { callBody, callHeaders } from "./http.js";

/** Sends bytes as they are and resolves with all that comes back until the connection ends. */
export async function raw(
  url: string,
  chunks: readonly (string | Uint8Array)[],
  pauseMs = 0,
): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const answer = textFrom(socket);
  let answered = false;
  socket.once("data", () => (answered = true));
  for (const chunk of chunks) {
    if (answered) break;
    socket.write(chunk);
    if (pauseMs > 0) await setTimeout(pauseMs);
  }
  return answer;
}

/** All that comes over a connection until it ends, in whatever way. */
export function textFrom(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => (text += chunk)).on("error", () => {});
  // Not `once` of node:events, which rejects when the server resets what is written after its answer.
  return new Promise((resolve) => socket.once("close", () => resolve(text)));
}

/** Parts of a request as bytes; each has a default that makes it a good call of `echo`. */
export interface Parts {
  readonly line?: string;
  readonly host?: string;
  /** Further header lines, each with its end. Default: the length of the body. */
  readonly lines?: string;
  readonly body?: string;
}

export const echoBody = callBody("echo", { text: "hi" });

/** A request for `raw`, whose connection the server is to close. */
export function requestBytes(parts: Parts = {}): string {
  const { body = echoBody, line = "POST /mcp HTTP/1.1", host = "Host: localhost\r\n" } = parts;
  const { lines = `Content-Length: ${Buffer.byteLength(body)}\r\n` } = parts;
  const call = Object.entries(callHeaders("echo")).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line}\r\n${host}${call.join("")}Connection: close\r\n${lines}\r\n${body}`;
}
