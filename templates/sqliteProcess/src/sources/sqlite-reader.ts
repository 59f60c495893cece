/** The program of a process that reads one database: its path is the only argument, queries come as messages. */
import { ToolError } from "../guard/errors.js";
import type { Answer, Request } from "./sqlite-messages.js";
import { readSqlite } from "./sqlite.js";

const source = readSqlite({ name: "reader", file: process.argv[2] ?? "" });
/** Whoever asked ends this process instead. */
const { signal } = new AbortController();

const refusalOf = (error: unknown): Answer => {
  const { code, message, cause } =
    error instanceof ToolError ? error : new ToolError("INTERNAL", "");
  const because = cause ?? (error instanceof ToolError ? undefined : error);
  return {
    kind: "refusal",
    code,
    sentence: message,
    ...(because instanceof Error && { cause: { name: because.name, message: because.message } }),
  };
};

const answer = async ({ statement, values, rows, bytes, ms }: Request): Promise<Answer> => {
  try {
    const bounds = { rows, bytes, signal, deadline: performance.now() + ms };
    return { kind: "answer", rows: await source.query(statement, values, bounds) };
  } catch (error) {
    return refusalOf(error);
  }
};

process.on("message", async (request: Request) => {
  const said = await answer(request);
  if (process.connected) process.send?.(said);
});
// The server is gone.
process.on("disconnect", () => process.exit());
