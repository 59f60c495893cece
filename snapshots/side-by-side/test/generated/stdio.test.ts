// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { connectBuiltStdio } from "../support/built-stdio.js";
import { testDatabases } from "../support/databases.js";
import { servesTheContract } from "./served.js";

servesTheContract("stdio", async (era) => {
  const databases = testDatabases();
  const { client, close } = await connectBuiltStdio(era, databases.env);
  return { client, close: () => close().finally(databases.remove) };
});
