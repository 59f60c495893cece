import type { Readable } from "node:stream";
import type { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { launch, readLog, type Launch, type Log } from "./built.js";
import { newClient, type Era } from "./client.js";

export interface BuiltStdio extends Log, Pick<Launch, "audited"> {
  readonly client: Client;
  /** Disconnects, which ends the server. */
  readonly close: () => Promise<void>;
}

/** Starts the built server over stdio, as a client's configuration would, and connects the official client. */
export async function connectBuiltStdio(
  era: Era,
  env: Readonly<Record<string, string>> = {},
): Promise<BuiltStdio> {
  const { audited, remove, ...server } = launch("--stdio", env);
  const transport = new StdioClientTransport({ ...server, stderr: "pipe" });
  const log = readLog(transport.stderr as Readable);
  const client = newClient(era);
  const close = (): Promise<void> => client.close().finally(remove);
  await client.connect(transport).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { ...log, audited, client, close };
}
