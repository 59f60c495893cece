import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type JSONRPCRequest,
  type Result,
  type ServerContext,
  type Tool as ToolDefinition,
} from "@modelcontextprotocol/server";
import type { Caller, Principal } from "./guard/call.js";
import { cleanText } from "./guard/clean.js";
import { ToolError } from "./guard/errors.js";
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
  /** The tools that a caller gets to see. Default: all, the same for every caller. */
  readonly visible?: (principal: Principal) => readonly ToolDefinition[];
}

/** What this server says of itself changes only with a new version of it. */
const ttlMs = 300_000;

type Dispatch = (request: JSONRPCRequest, context: ServerContext) => Promise<Result>;

/**
 * The SDK refuses a `tools/call` of a wrong form before its handler sees it, and nobody would learn that
 * there was one. Here such calls go to `refuse`, so that they are recorded like all others. Other requests
 * of a wrong form the SDK answers as if the server had failed, with all that its schema has to say.
 */
class CallServer extends Server {
  readonly #refuse: Dispatch;

  constructor(...[info, options, refuse]: [...ConstructorParameters<typeof Server>, Dispatch]) {
    super(info, options);
    this.#refuse = refuse;
  }

  protected override _wrapHandler(method: string, handler: Dispatch): Dispatch {
    const wrapped = super._wrapHandler(method, handler);
    if (method !== "tools/call") {
      return (request, context) =>
        wrapped(request, context).catch((error: unknown) => {
          // Handlers throw only these: the rest is the SDK's word on the form of the request.
          if (error instanceof ProtocolError) throw error;
          throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Invalid params for ${method}`);
        });
    }
    // Tasks are not offered here. Then what a client says of them is ignored, whatever its form.
    return (request, context) =>
      isCall(request.params)
        ? wrapped({ ...request, params: { ...request.params, task: undefined } }, context)
        : this.#refuse(request, context);
  }
}

const isCall = ({ name, arguments: args }: JSONRPCRequest["params"] = {}): boolean =>
  typeof name === "string" &&
  (args === undefined || (typeof args === "object" && args !== null && !Array.isArray(args)));

/** Sends progress when the request carried a token for it. A client that is gone does not fail the work. */
const progressOf = ({ mcpReq }: ServerContext): Caller["progress"] => {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return async (progress, total, message) => {
    const params = {
      progressToken,
      progress,
      ...(total !== undefined && { total }),
      ...(message !== undefined && { message: cleanText(message) }),
    };
    await mcpReq.notify({ method: "notifications/progress", params }).catch(() => undefined);
  };
};

const requestOf = ({ mcpReq, http }: ServerContext): Caller["request"] => ({
  id: mcpReq.id,
  _meta: mcpReq._meta,
  envelope: mcpReq.envelope,
  header: (name) => http?.req?.headers.get(name) ?? undefined,
});

/**
 * Builds protocol servers. The list of tools is built here, once; a call finds its tool by a lookup. The
 * SDK's `McpServer` would register every tool anew for each HTTP request.
 */
export const serverFactory = ({
  identity,
  tools,
  guard,
  visible,
}: ServerFactoryOptions): CreateServer => {
  const { name, title, version, description, instructions, contract, end } = identity;
  const names = new Set(tools.map((tool) => tool.definition.name));
  const list = {
    tools: tools.map((tool) => tool.definition),
    _meta: { "create-mcp-prod/contract": contract, ...(end && { "create-mcp-prod/sunset": end }) },
  };
  const info = { name, title, version, ...(description !== undefined && { description }) };
  const options = {
    capabilities: { tools: {} },
    cacheHints: {
      "server/discover": { ttlMs, cacheScope: "public" as const },
      "tools/list": { ttlMs, cacheScope: visible ? ("private" as const) : ("public" as const) },
    },
    ...(instructions !== undefined && { instructions }),
  };

  /** Unlike a refusal of the guard this is an error of the protocol: the name is no tool of ours. */
  const unknownTool = (name: unknown, caller: Caller): ProtocolError => {
    const tool = typeof name === "string" && /^[\w.-]{1,128}$/.test(name) ? name : "";
    const call = guard.refused(tool, caller, new ToolError("INVALID_ARGUMENTS", "No such tool."));
    const shown = tool === "" ? "" : ` ${tool}`;
    return new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `Unknown tool${shown} (call ${call})`,
    );
  };

  return (principalOf) => {
    const call = (name: unknown, args: unknown, context: ServerContext) => {
      const caller: Caller = {
        transport: context.http === undefined ? "stdio" : "http",
        principal: principalOf(context),
        signal: context.mcpReq.signal,
        progress: progressOf(context),
        request: requestOf(context),
      };
      if (typeof name !== "string" || !names.has(name)) throw unknownTool(name, caller);
      return guard(name, args, caller);
    };
    const server = new CallServer(info, options, async ({ params }, context) =>
      call(params?.["name"], params?.["arguments"], context),
    );

    server.setRequestHandler("tools/list", (request, context) => {
      if (request.params?.cursor !== undefined) {
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          "Unknown cursor: all tools are on one page",
        );
      }
      return visible ? { ...list, tools: [...visible(principalOf(context))] } : list;
    });

    server.setRequestHandler("tools/call", ({ params }, context) =>
      call(params.name, params.arguments, context),
    );
    return server;
  };
};
