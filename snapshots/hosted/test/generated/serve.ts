// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { startBuilt, type BuiltServer } from "../support/built.js";
import { credentials } from "../support/credentials.js";
import { upstreamEnv } from "../support/upstream.js";

export interface Served extends BuiltServer {
  /** What a caller sends to be let in, if it has to. */
  readonly token?: string;
}

/** Starts the built server over HTTP with all that it needs. Its `stop` removes what was made for it. */
export async function serve(): Promise<Served> {
  const { env, token, close } = await credentials(["leads:read", "leads:write"]);
  const server = await startBuilt("--http", {
    ...upstreamEnv,
    ...env,
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  const stop: BuiltServer["stop"] = (signal) => server.stop(signal).finally(close);
  return { ...server, token, stop };
}
