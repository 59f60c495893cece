import type { Context } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import type { Access, Handler } from "../guard/handler.js";
import type { Row, Truncation } from "../guard/tool.js";
import { isDatabase, type Bounds, type DatabaseSource } from "./database.js";
import { statementOf, type Bindable } from "./template.js";

export interface Answer<R> {
  readonly rows: readonly R[];
}

/** A database as a handler sees it. */
export interface Database {
  /**
   * Runs one statement that only reads: query`SELECT name FROM users WHERE id = ${id}`. What stands in `${…}` is
   * bound as a value. Ends with the call. Throws a `ToolError`: `RESULT_TOO_LARGE` for more rows or bytes than
   * the tool may return, since half of them could pass for all; otherwise as `sql` tools do.
   */
  readonly query: <R extends Row = Row>(
    text: TemplateStringsArray,
    ...values: readonly Bindable[]
  ) => Promise<Answer<R>>;
}

/** How far a statement of a call may go. */
export const boundsOf = ({ limits, stop, deadline }: Context): Bounds => ({
  rows: limits.rows,
  bytes: limits.bytes,
  signal: stop,
  deadline,
});

/** Passes on what is whole. */
export const whole = <T extends { readonly truncated?: Truncation }>(result: T): T => {
  if (result.truncated === undefined) return result;
  const { by, cap } = result.truncated;
  throw new ToolError(
    "RESULT_TOO_LARGE",
    `The database has more than the ${cap} ${by} that this tool may read at once. Ask for less.`,
  );
};

/** What a handler sees of a database, in one call. */
export type Offer = (source: DatabaseSource, context: Context) => Database;

export const readDatabase: Offer = (source, context) => ({
  query: async <R extends Row>(parts: TemplateStringsArray, ...values: readonly Bindable[]) => {
    const { text, values: bound } = statementOf(parts, values, source.parameter);
    const { rows } = whole(await source.query(text, bound, boundsOf(context)));
    return { rows: rows as readonly R[] };
  },
});

/** A handler that sees the sources that are open to its tool, and of databases what `offer` makes of them. */
export const withDatabases =
  (handler: Handler, access: Access, offer: Offer = readDatabase): Handler =>
  (args, context) => {
    const sources = access.sources.flatMap((name) => {
      const source = context.sources[name];
      if (source === undefined) return [];
      return [[name, isDatabase(source) ? offer(source, context) : source]] as const;
    });
    const { principal, signal, stop, deadline, call, limits, log, progress, ...others } = context;
    const own = { principal, signal, stop, deadline, call, limits, log, progress };
    return handler(args, { ...others, ...own, sources: Object.fromEntries(sources) } as never);
  };
