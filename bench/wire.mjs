/**
 * Calls as fast as a server answers, over plain sockets: a client of a few microseconds, so that what is measured
 * is the server and not the one who asks. Every answer is looked at.
 */
import { once } from "node:events";
import { connect } from "node:net";
import { percentile } from "./numbers.mjs";

/**
 * One keep-alive connection that has one request under way at a time.
 * `ask` sends a whole request and resolves with the status and the body of the answer.
 * @param {URL} url
 */
async function open(url) {
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, "connect");
  socket.setNoDelay(true);
  let received = "";
  let waiting;
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    received = received === "" ? chunk : received + chunk;
    const answer = wholeAnswer(received);
    if (answer === undefined) return;
    received = "";
    waiting.resolve(answer);
  });
  const fail = (error) => waiting?.reject(error ?? new Error("the server closed the connection"));
  socket.on("error", fail).on("close", () => fail());
  return {
    ask: (text) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(text);
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

/** The answer that the text is, or `undefined` while some of it is still to come. */
function wholeAnswer(text) {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const head = text.slice(0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const at = head.indexOf("\r\ncontent-length:");
  if (at !== -1) {
    const length = Number.parseInt(head.slice(at + 17), 10);
    return text.length < end + 4 + length ? undefined : { status, body: text.slice(end + 4) };
  }
  return text.endsWith("0\r\n\r\n") ? { status, body: text.slice(end + 4, -5) } : undefined;
}

/** A whole HTTP request. */
export function post(url, headers, body) {
  const lines = Object.entries({ ...headers, "content-length": Buffer.byteLength(body) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\n${head}\r\n${body}`;
}

/**
 * Keeps `width` connections busy for `ms`, after a warm-up, or until `calls` were made.
 * @param {URL} url
 * @param {(n: number) => string} request  the n-th request
 * @param {(answer: { status: number, body: string }) => void} check  throws when that is no answer
 * @param {{ width: number, ms: number, warmMs: number, calls?: number }} options
 * @returns {Promise<{ made: number, perSecond: number, p50: number, p99: number }>} calls made, the warm-up's
 * among them; latencies in ms
 */
export async function loadWire(url, request, check, { width, ms, warmMs, calls = Infinity }) {
  const connections = await Promise.all(Array.from({ length: width }, () => open(url)));
  const from = performance.now() + warmMs;
  const to = from + ms;
  const latencies = [];
  let n = 0;
  const worker = async ({ ask }) => {
    for (;;) {
      const started = performance.now();
      if (started >= to || n >= calls) return;
      check(await ask(request(n++)));
      const ended = performance.now();
      if (ended >= from && ended < to) latencies.push(ended - started);
    }
  };
  try {
    await Promise.all(connections.map(worker));
  } finally {
    for (const { close } of connections) close();
  }
  return {
    made: n,
    perSecond: (latencies.length * 1000) / ms,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}
