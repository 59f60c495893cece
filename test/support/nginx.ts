/** A real nginx for tests, with the addresses of a name from a DNS server of its own, as an engine's network has one. */
import { createSocket } from "node:dgram";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./redis.js";

export const nginx = ["nginx", "/usr/sbin/nginx"].find((program) => spawnSync(program, ["-v"]).status === 0);

/** For `describe.skipIf`'s title. */
export const whyNoNginx = nginx === undefined ? " (skipped: there is no nginx here)" : "";

export interface Edge {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Answers every question for an IPv4 address with these. */
async function startDns(addresses: () => readonly string[]) {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const end = query.indexOf(0, 12) + 5;
    const wantsIpv4 = query.readUInt16BE(end - 4) === 1;
    const answers = wantsIpv4 ? addresses() : [];
    const head = Buffer.alloc(12);
    head.writeUInt16BE(query.readUInt16BE(0), 0);
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answers.length, 6);
    const records = answers.map((one) =>
      Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...one.split(".").map(Number)]),
    );
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { port: socket.address().port, stop: () => new Promise<void>((done) => socket.close(() => done())) };
}

/**
 * Starts it with a configuration that was made for a container: only its own port and folders, the address of the DNS
 * server and the port of what is behind it are others.
 */
export async function startEdge(
  config: string,
  { addresses, port: behind }: { readonly addresses: () => readonly string[]; readonly port: number },
): Promise<Edge> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-nginx-"));
  const dns = await startDns(addresses);
  const port = await freePort();
  const replaced: readonly (readonly [RegExp, string])[] = [
    [/\/tmp\//g, `${folder}/`],
    [/resolver 127\.0\.0\.11 /, `resolver 127.0.0.1:${dns.port} `],
    [/listen 8080;/, `listen 127.0.0.1:${port};`],
    [/"server:\d+"/, `"server:${behind}"`],
  ];
  let text = config;
  for (const [from, to] of replaced) {
    if (text.search(from) === -1) throw new Error(`the configuration has no ${from.source}`);
    text = text.replace(from, to);
  }
  const file = join(folder, "nginx.conf");
  writeFileSync(file, text);
  const child = spawn(nginx as string, ["-p", folder, "-c", file, "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
  const last = (): void => void child.kill("SIGKILL");
  process.once("exit", last);
  for (let attempt = 0; !(await answers(port)); attempt++) {
    if (attempt > 100 || child.exitCode !== null) throw new Error(`nginx does not start:\n${said}`);
    await wait(50);
  }
  return {
    port,
    stop: async () => {
      const gone = once(child, "exit");
      if (child.exitCode === null) child.kill("SIGTERM");
      await gone;
      await dns.stop();
      process.off("exit", last);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
