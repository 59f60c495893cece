// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { connectBuiltStdio } from "../support/built-stdio.js";
import { remoteEnv } from "../support/remote.js";
import { servesTheContract } from "./served.js";

const env = {
  ...remoteEnv,
};
servesTheContract("stdio", (era) => connectBuiltStdio(era, env));
