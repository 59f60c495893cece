import type { Server, ServerContext } from "@modelcontextprotocol/server";
import type { Principal } from "./guard/call.js";
import type { Guard } from "./guard/guard.js";
import type { Tool } from "./guard/tool.js";
import type { Identity } from "./identity.js";

/** Who sent this request, as the transport verified it. */
export type PrincipalOf = (context: ServerContext) => Principal;

/** A protocol server for one connection (stdio) or one request (HTTP). Cheap, whatever the number of tools. */
export type CreateServer = (principalOf: PrincipalOf) => Server;

export interface ServerFactoryOptions {
  readonly identity: Identity;
  readonly tools: readonly Tool[];
  readonly guard: Guard;
}

export declare function serverFactory(options: ServerFactoryOptions): CreateServer;
