import type { Json } from "../spec/model.js";
import type { Source } from "../spec/source-model.js";
import { isEmbeddable } from "./postgres.js";
import type { ToolView } from "./tool-view.js";

/** Calls that the generated tests make: tools with a statement, on databases that they can build. */
export interface TestCalls {
  readonly calls: readonly Json[];
  /** The same, asking for a million where there is a cap. */
  readonly lowered: readonly Json[];
}

/** One call a tool, so that the strictest rate is not reached. */
export function testCallsOf(tools: readonly ToolView[], sources: readonly Source[]): TestCalls {
  const isBuilt = (source: Source) => (source.kind === "sqlite" ? source.schema : isEmbeddable(source));
  const built = new Set(sources.filter(isBuilt).map(({ name }) => name));
  const callable = tools.filter(
    ({ implementation, callable }) =>
      implementation.kind === "sql" && built.has(implementation.source) && callable,
  );
  const isLowered = (tool: ToolView) => Object.keys(tool.caps).length > 0;
  return {
    calls: callable
      .filter((tool) => !isLowered(tool))
      .map(({ name, sample }) => ({ name, arguments: sample ?? {} })),
    lowered: callable.filter(isLowered).map(({ name, sample, caps, limits }) => ({
      name,
      arguments: {
        ...(sample as Record<string, Json>),
        ...Object.fromEntries(Object.keys(caps).map((key) => [key, 1e6])),
      },
      most: limits.rows,
    })),
  };
}
