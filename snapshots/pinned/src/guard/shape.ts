import { isCallToolResult, type CallToolResult } from "@modelcontextprotocol/server";
import type { Call, Step } from "./call.js";
import { cleanJson, cleanText, mayBeUnclean } from "./clean.js";
import { ToolError } from "./errors.js";
import { fence } from "./fence.js";
import { kibibytes, rowsAnswer } from "./rows.js";
import type { Outcome, Tool } from "./tool.js";

type Block = CallToolResult["content"][number];
type Structured = NonNullable<CallToolResult["structuredContent"]>;
type Kind<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

const block = (text: string): Block => ({ type: "text", text });

const invalid = (cause: unknown): ToolError =>
  new ToolError("INVALID_RESULT", "The tool's answer does not match its published schema.", {
    cause,
  });

const tooLarge = (call: Call): ToolError =>
  new ToolError(
    "RESULT_TOO_LARGE",
    `The result is larger than the ${kibibytes(call.tool.limits.bytes)} allowed. Ask for less.`,
  );

/** Counts the bytes for the record, and refuses more of them than the tool may return. */
const weigh = (call: Call, json: string): void => {
  call.measured.bytes = Buffer.byteLength(json);
  if (call.measured.bytes > call.tool.limits.bytes) throw tooLarge(call);
};

const check = (tool: Tool, value: unknown): void => {
  const { validateOutput } = tool;
  if (validateOutput === undefined || validateOutput(value)) return;
  const places = (validateOutput.errors ?? []).slice(0, 5).map((error) => error.keywordLocation);
  throw invalid({ name: "InvalidResult", schema: places });
};

/** What the tool gave, fenced if nobody vouches for it, and what the server has to say of it. */
const answer = (
  call: Call,
  content: Block[],
  notices: readonly string[],
  structuredContent?: Structured,
): CallToolResult => {
  const { content: given, _meta } = fence(call.tool, content);
  const result: CallToolResult = {
    content: notices.length === 0 ? given : [...given, ...notices.map(block)],
  };
  if (_meta !== undefined) result._meta = _meta;
  if (structuredContent !== undefined) result.structuredContent = structuredContent;
  return result;
};

const ofRows = (call: Call, outcome: Kind<"rows">): CallToolResult => {
  const { value, json } = rowsAnswer(outcome, call.tool.limits, call.notices, call.lowered);
  call.measured.rows = value.rows.length;
  call.measured.truncated = value.truncated;
  weigh(call, json);
  if (value.rows.length === 0 && outcome.rows.length > 0) throw tooLarge(call);
  check(call.tool, value);
  const notices = value.notice === undefined ? [] : [value.notice];
  return answer(call, [block(json)], notices, value);
};

const stringified = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    throw invalid(error);
  }
};

/** JSON text and the value a client reads from it, both clean. */
const readBack = (json: string): { readonly value: unknown; readonly json: string } => {
  const value: unknown = JSON.parse(json);
  if (!mayBeUnclean(json)) return { value, json };
  const clean = cleanJson(value);
  return { value: clean, json: JSON.stringify(clean) };
};

const ofValue = (call: Call, outcome: Kind<"value">): CallToolResult => {
  const { definition, wrapResult } = call.tool;
  if (definition.outputSchema === undefined && typeof outcome.value === "string") {
    const text = cleanText(outcome.value);
    weigh(call, text);
    return answer(call, [block(text)], call.notices);
  }
  const wrapped = wrapResult === true ? { result: outcome.value ?? null } : outcome.value;
  const own = stringified(wrapped);
  weigh(call, own);
  // Through JSON and back: what is checked is what the client reads, not dates, maps or getters.
  const { value, json } = readBack(own);
  weigh(call, json);
  check(call.tool, value);
  const structured = definition.outputSchema === undefined ? undefined : (value as Structured);
  return answer(call, [block(json)], call.notices, structured);
};

const ofContent = (call: Call, outcome: Kind<"content">): CallToolResult => {
  const own = stringified(outcome.content);
  weigh(call, own);
  const { value, json } = readBack(own);
  weigh(call, json);
  const result = { content: value };
  if (call.tool.definition.outputSchema !== undefined || !isCallToolResult(result)) {
    throw invalid({ name: "InvalidContent" });
  }
  return answer(call, result.content, call.notices);
};

/**
 * Makes the MCP result: within the caps on rows and bytes, free of unsafe characters, valid against the
 * published schema, fenced if it comes from outside, and with a note of everything that was lowered or cut.
 */
export const shape: Step = async (call) => {
  const { outcome } = call;
  switch (outcome?.kind) {
    case "rows":
      return ofRows(call, outcome);
    case "value":
      return ofValue(call, outcome);
    case "content":
      return ofContent(call, outcome);
    case undefined:
      throw new Error("The tool returned nothing.");
  }
};
