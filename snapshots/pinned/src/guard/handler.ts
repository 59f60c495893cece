import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Context } from "./call.js";
import type { Arguments, Tool } from "./tool.js";

const blocks: unique symbol = Symbol("content blocks");

/** MCP content blocks that a handler made itself, told apart from a value that only looks like them. */
export interface Content {
  readonly [blocks]: CallToolResult["content"];
}

/** What a handler is: typed arguments and the call's context in, a plain value or `content(…)` out. */
export type Handler<A = Arguments, R = unknown, C = Context> = (
  args: A,
  context: C,
) => Promise<R | Content> | R | Content;

/** What a tool with a handler may use. */
export interface Access {
  /** Sources as the spec calls them. */
  readonly sources: readonly string[];
  /** Those of them where it may change something. */
  readonly writes: readonly string[];
}

/** Answers with content blocks (text, image, audio, resource, link) instead of a value. */
export const content = (list: CallToolResult["content"]): Content => ({ [blocks]: list });

const isContent = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && blocks in value;

/** The `run` of a tool that is a handler. */
export const fromHandler =
  (handler: Handler): Tool["run"] =>
  async (args, context) => {
    const value = await handler(args, context);
    return isContent(value)
      ? { kind: "content", content: value[blocks] }
      : { kind: "value", value };
  };
