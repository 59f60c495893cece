// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { startBuilt, type BuiltServer } from "../support/built.js";
import { credentials } from "../support/credentials.js";
import { testDatabases } from "../support/databases.js";

export interface Served extends BuiltServer {
  /** What a caller sends to be let in, if it has to. */
  readonly token?: string;
}

/** Starts the built server over HTTP with all that it needs. Its `stop` removes what was made for it. */
export async function serve(): Promise<Served> {
  const databases = testDatabases();
  const { env, token, close } = await credentials(["stock:read"]);
  const remove = (): void => {
    close();
    databases.remove();
  };
  const server = await startBuilt("--http", {
    ...databases.env,
    ...env,
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const stop: BuiltServer["stop"] = (signal) => server.stop(signal).finally(remove);
  return { ...server, token, stop };
}
