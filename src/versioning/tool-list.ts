/** Tools as `tools/list` gives them: a saved answer, or a server's. */
import { isRecord } from "../record.js";
import type { Json, JsonSchema } from "../spec/model.js";
import { oldNameOf } from "../spec/old-name.js";
import type { Comparable, ComparableTool } from "./compare.js";

/** The tools of an answer, of its `result`, or of a plain list; `undefined` for anything else. */
export function toolsOf(value: unknown): Comparable | undefined {
  const inner = isRecord(value) && isRecord(value["result"]) ? value["result"] : value;
  const list = isRecord(inner) ? inner["tools"] : inner;
  if (!Array.isArray(list) || !list.every(isTool)) return undefined;
  return { tools: Object.fromEntries(list.map((tool) => [tool.name, comparable(tool)])) };
}

interface ListedTool extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly inputSchema: JsonSchema;
}

const isTool = (value: unknown): value is ListedTool =>
  isRecord(value) && typeof value["name"] === "string" && isRecord(value["inputSchema"]);

function comparable(tool: ListedTool): ComparableTool {
  const annotations = isRecord(tool["annotations"]) ? tool["annotations"] : {};
  const title = tool["title"] ?? annotations["title"];
  return {
    inputSchema: tool.inputSchema,
    description: typeof tool["description"] === "string" ? tool["description"] : "",
    ...(typeof title === "string" && { title }),
    ...(isRecord(tool["outputSchema"]) && { outputSchema: tool["outputSchema"] as JsonSchema }),
    annotations: annotations as unknown as NonNullable<ComparableTool["annotations"]>,
    ...(tool["icons"] !== undefined && { icons: tool["icons"] as Json }),
    ...(tool["_meta"] !== undefined && { meta: tool["_meta"] as Json }),
  };
}

/** A contract without what no client sees, for a comparison with what one saw: old names are tools, too. */
export function asListed({ tools }: Comparable): Comparable {
  return {
    tools: Object.fromEntries(
      Object.entries(tools).flatMap(([name, tool]) => {
        const { description = "" } = tool;
        const oldName = oldNameOf({ ...tool, name, description });
        return [
          [name, listed(tool)] as const,
          ...(oldName
            ? [[oldName.name, listed({ ...tool, description: oldName.description })] as const]
            : []),
        ];
      }),
    ),
  };
}

const listed = ({
  title,
  description,
  inputSchema,
  outputSchema,
  annotations,
}: ComparableTool): ComparableTool => ({
  inputSchema,
  ...(title !== undefined && { title }),
  ...(description !== undefined && { description }),
  ...(outputSchema !== undefined && { outputSchema }),
  ...(annotations !== undefined && { annotations }),
});
