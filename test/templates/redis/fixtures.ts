import { pino } from "pino";
import type { Tool } from "../../../templates/base/src/guard/tool.js";

/** A tool of which only its name and its rate matter. */
export const limitedTool = (name: string, calls: number, seconds: number): Tool => ({
  definition: { name, inputSchema: { type: "object" } },
  validateInput: () => true,
  caps: {},
  limits: { rate: { calls, seconds }, concurrency: 8, timeoutMs: 1_000, rows: 10, bytes: 1_000 },
  scopes: [],
  redact: [],
  run: async () => ({ kind: "value", value: null }),
});

export type Line = Readonly<Record<string, unknown>>;

/** A log whose lines of one event can be looked at. */
export function readableLog() {
  const lines: Line[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Line);
  return {
    log: pino({ level: "debug" }, { write }),
    logged: (event: string) => lines.filter((line) => line["event"] === event),
    text: () => JSON.stringify(lines),
  };
}
