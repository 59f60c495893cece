import { PassThrough } from "node:stream";
import type { Client } from "@modelcontextprotocol/client";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { serveStdio } from "../../src/transports/stdio.js";
import type { Transport } from "../../src/transports/transport.js";
import { newClient, type Era } from "./client.js";
import { createFixture, type Fixture } from "./fixture.js";

export interface StdioFixture extends Fixture {
  readonly stdin: PassThrough;
  readonly stdout: PassThrough;
  readonly transport: Transport;
}

/** The fixture tools behind the project's own stdio transport, on streams in this process. */
export function startStdio(): StdioFixture {
  const fixture = createFixture();
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const transport = serveStdio({ ...fixture, streams: { input: stdin, output: stdout } });
  const close = (): Promise<void> => transport.drain().finally(fixture.close);
  return { ...fixture, stdin, stdout, transport, close };
}

/** The official client at the other end of those streams. */
export async function connectStreams({ stdin, stdout }: StdioFixture, era: Era): Promise<Client> {
  const client = newClient(era);
  // Both ends of stdio speak in lines, so the SDK's server end will do for the client's.
  await client.connect(new StdioServerTransport(stdout, stdin));
  return client;
}
