// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { expect } from "vitest";
import { startBuilt } from "../support/built.js";
import { credentials } from "../support/credentials.js";
import { testDatabases } from "../support/databases.js";
import { connectHttp } from "../support/http.js";
import { servesTheContract } from "./served.js";

servesTheContract("HTTP", async (era) => {
  const databases = testDatabases();
  const { env, token, close } = await credentials([]);
  const server = await startBuilt("--http", {
    ...databases.env,
    ...env,
  });
  const client = await connectHttp(server.address, era, token);
  return {
    client,
    close: async () => {
      await client.close();
      expect(await server.stop(), "the exit code after SIGTERM").toBe(0);
      close();
      databases.remove();
    },
  };
});
