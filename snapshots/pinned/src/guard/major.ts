import type { Logger } from "pino";
import type { Audit } from "../telemetry/audit.js";
import type { Limiter } from "./limiter.js";
import type { Observer } from "./observer.js";
import type { Outcome, Row, Run, Tool } from "./tool.js";

/** What the guard of one major gets of what all of them share. */
interface Shared {
  readonly log: Logger;
  readonly audit: Audit;
  readonly limiter: Limiter;
}

/** The name under which calls of a tool are counted: `v1/search` is another tool than `v2/search`. */
const countedName = (major: number, name: string): string => `v${major}/${name}`;

/** The tools of a major under the names by which their calls are counted. */
export const countedTools = (major: number, tools: readonly Tool[]): readonly Tool[] =>
  tools.map((tool) => counted(major, tool));

const counted = (major: number, tool: Tool): Tool => ({
  ...tool,
  definition: { ...tool.definition, name: countedName(major, tool.definition.name) },
});

/** Log, audit record and limits of one major: the first two name it, and budgets are those of its own tools. */
export const inMajor = (major: number, { log, audit, limiter }: Shared): Shared => ({
  log: log.child({ api: major }),
  audit: {
    ...audit,
    write: (event) => {
      const named = { api: major, ...event };
      return audit.write(named);
    },
  },
  limiter: limiterOf(major, limiter),
});

const limiterOf = (major: number, limiter: Limiter): Limiter => {
  const known = new Map<Tool, Tool>();
  return {
    consume: (tool, principal) => {
      const own = known.get(tool) ?? counted(major, tool);
      known.set(tool, own);
      return limiter.consume(own, principal);
    },
  };
};

/** An observer that counts by the names of `countedTools`. */
export const observerOf = (major: number, { begin }: Observer): Observer => ({
  begin: (call) => {
    const observation = begin({ ...call, tool: counted(major, call.tool) });
    return {
      ...observation,
      end: (facts) => observation.end({ ...facts, tool: countedName(major, facts.tool) }),
    };
  },
});

const onlyColumns = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((name) => [name, row[name]]));

/**
 * The work of a tool that has moved on, for the major that knew it before. The older major has checked the arguments
 * by then; what it never heard of gets the newer defaults. Of rows, only the `columns` that it promised go out.
 */
export const asBefore = ({ validateInput, run }: Tool, columns?: readonly string[]): Run => {
  const before: Run = async (args, context) => {
    const taken = { ...args };
    if (!validateInput(taken)) {
      throw new Error("The newer tool can no longer take what the older one took.", {
        cause: validateInput.errors,
      });
    }
    const outcome: Outcome = await run(taken, context);
    if (columns === undefined || outcome.kind !== "rows") return outcome;
    return { ...outcome, rows: outcome.rows.map((row) => onlyColumns(row, columns)) };
  };
  return before;
};
