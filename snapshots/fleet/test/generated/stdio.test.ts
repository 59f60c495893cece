// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { connectBuiltStdio } from "../support/built-stdio.js";
import { testDatabases } from "../support/databases.js";
import { limitStoreEnv } from "../support/limit-store.js";
import { servesTheContract } from "./served.js";

servesTheContract("stdio", async (era) => {
  const databases = testDatabases();
  const store = limitStoreEnv("REDIS_URL");
  const { client, close } = await connectBuiltStdio(era, {
    ...store,
    ...databases.env,
  });
  return { client, close: () => close().finally(databases.remove) };
});
