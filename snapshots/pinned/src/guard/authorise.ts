import type { Principal, Step } from "./call.js";
import { ToolError } from "./errors.js";
import type { Tool } from "./tool.js";

/**
 * The tool's scopes that the caller lacks. HTTP asks this before the guard does, because there the answer is
 * a status and a challenge (403, RFC 6750 section 3.1) instead of a tool result.
 */
export const missingScopes = (tool: Tool, principal: Principal): readonly string[] => {
  const { scopes } = principal;
  return scopes === undefined ? [] : tool.scopes.filter((scope) => !scopes.includes(scope));
};

/** Lets the call pass when its caller has every scope of the tool. */
export const authorise: Step = (call, next) => {
  const missing = missingScopes(call.tool, call.principal);
  if (missing.length === 0) return next(call);
  const scopes = `${missing.length === 1 ? "scope" : "scopes"} ${missing.join(" ")}`;
  throw new ToolError("FORBIDDEN", `${call.tool.definition.name} needs the ${scopes}.`);
};
