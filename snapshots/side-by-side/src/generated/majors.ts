// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Major } from "../majors.js";
import { identity } from "./contract.js";
import { tools } from "./tools.js";
import { identity as identity1 } from "./v1/contract.js";
import { tools as tools1 } from "./v1/tools.js";

/** The majors of the contract that are served side by side, oldest first. */
export const majors = [
  {
    major: 1,
    path: "/v1/mcp",
    identity: identity1,
    tools: tools1,
    headers: {
      deprecation: "@1780272000",
      sunset: "Wed, 30 Jun 2027 00:00:00 GMT",
      link: '</v2/mcp>; rel="successor-version", <https://example.com/bookshop/to-v2>; rel="deprecation sunset"',
    },
  },
  {
    major: 2,
    path: "/v2/mcp",
    identity,
    tools,
  },
] as const satisfies readonly (Major & { readonly path: string })[];
