// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Handler } from "../guard/handler.js";
import type { Api, HandlerContext } from "../sources/handler-apis.js";
import type { Tools } from "./types.js";

export { ToolError } from "../guard/errors.js";
export { content } from "../guard/handler.js";

/** What handlers may use, by the names of the spec. */
export interface Sources {
  readonly crm: Api;
  readonly registry: Api;
  readonly "crm-desk": Api;
}

/**
 * A tool's logic, with the types of its arguments and result. The guard has validated the arguments
 * when a handler runs, and validates the result before it leaves.
 */
export const handler = <Name extends keyof Tools>(
  _name: Name,
  run: Handler<
    Tools[Name]["arguments"],
    Tools[Name]["result"],
    HandlerContext<Pick<Sources, Tools[Name]["sources"]>>
  >,
): Handler => run as unknown as Handler;
