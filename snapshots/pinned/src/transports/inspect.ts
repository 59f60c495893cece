import type { Auth } from "../auth/auth.js";
import { missingScopes } from "../guard/authorise.js";
import type { Gone, Principal } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import type { Guard } from "../guard/guard.js";
import type { Tool } from "../guard/tool.js";
import { malformed } from "./message-form.js";
import { toolCallOf } from "./message.js";
import { paramHeaderCheck } from "./param-headers.js";
import type { Refusal } from "./refusal.js";

export interface InspectOptions {
  readonly tools: readonly Tool[];
  readonly guard: Guard;
  readonly auth: Auth;
}

/** An admitted request, as far as its message is judged by it. */
export interface Asked {
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly principal: Principal;
  /** Fires when the client goes away. */
  readonly signal: Gone;
}

/** A name of another form is no tool's, and not to be repeated in an answer. */
const toolNameForm = /^[\w.-]{1,128}$/;

/** What is wrong with a message that has to be answered by an HTTP status. */
export type Inspect = (message: unknown, asked: Asked) => Refusal | undefined;

/** The checks on a parsed body that come before the protocol layer: its own would come too late for a status. */
export function createInspect({ tools, guard, auth }: InspectOptions): Inspect {
  const byName = new Map(
    tools.map((tool) => {
      const { name, inputSchema } = tool.definition;
      return [name, { tool, headersMatch: paramHeaderCheck(inputSchema) }];
    }),
  );
  return (message, { header, principal, signal }) => {
    const form = malformed(message, header("mcp-protocol-version"));
    if (form !== undefined) return form;
    const call = toolCallOf(message);
    if (call === undefined) return undefined;

    const caller = { transport: "http", principal, signal } as const;
    const called = byName.get(call.tool);
    if (called === undefined) {
      if (toolNameForm.test(call.tool)) return undefined; // the protocol layer says that there is none
      const error = new ToolError("INVALID_ARGUMENTS", "No such tool.");
      const id = guard.refused(call.tool, caller, error);
      return { status: 400, code: -32_602, message: `Unknown tool (call ${id})` };
    }

    const mismatch = call.modern ? called.headersMatch?.(call.args, header) : undefined;
    if (mismatch !== undefined) return mismatch;

    // In a batch the guard says the same inside the answer: one status cannot speak for ten calls.
    const missing = missingScopes(called.tool, principal);
    if (missing.length === 0) return undefined;
    const error = new ToolError("FORBIDDEN", `scopes missing: ${missing.join(" ")}`);
    guard.refused(call.tool, caller, error);
    return auth.insufficientScope(called.tool.scopes);
  };
}
