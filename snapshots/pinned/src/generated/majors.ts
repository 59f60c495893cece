// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Major } from "../majors.js";
import { identity } from "./contract.js";
import { tools } from "./tools.js";

/** The majors of the contract that are served side by side, oldest first. */
export const majors = [
  {
    major: 1,
    path: "/greeter/v1/mcp",
    identity,
    tools,
  },
] as const satisfies readonly (Major & { readonly path: string })[];
