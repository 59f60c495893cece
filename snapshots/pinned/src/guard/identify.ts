import { createHash } from "node:crypto";
import type { Principal, Step } from "./call.js";
import { ToolError } from "./errors.js";

const writable = /^[\x21-\x7e]{1,128}$/;

/**
 * A principal whose id can be a key of limits and a field of the log. An identity provider may put anything
 * into `sub`: an id that is too long or odd is hashed.
 */
export const named = (principal: Principal): Principal => {
  if (writable.test(principal.id)) return principal;
  const hash = createHash("sha256").update(principal.id).digest("hex");
  return { ...principal, id: `sha256:${hash.slice(0, 32)}` };
};

/**
 * Settles who calls. The id is the transport's, from a verified credential or the process owner; an
 * argument or `_meta` would let the caller choose whose budget to spend.
 */
export const identify: Step = (call, next) => {
  const { principal } = call.caller;
  if (principal.id === "") throw new ToolError("FORBIDDEN", "The caller could not be identified.");
  call.principal = named(principal);
  return next(call);
};
