// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { connectBuiltStdio } from "../support/built-stdio.js";
import { upstreamEnv } from "../support/upstream.js";
import { servesTheContract } from "./served.js";

const env = {
  ...upstreamEnv,
};
servesTheContract("stdio", (era) => connectBuiltStdio(era, env));
