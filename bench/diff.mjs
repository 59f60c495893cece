/** `diff` between two contracts of many tools: wall time of the whole command. The limit for 1,000 tools is 1 s. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command, run } from "../scripts/project.mjs";
import { median, table } from "./numbers.mjs";

const tool = (n, most) => ({
  name: `find_orders_${n}`,
  description: `List the orders of shop ${n}, newest first.`,
  inputSchema: {
    type: "object",
    properties: {
      shop: { type: "string", minLength: 1, maxLength: 64, description: "Which shop" },
      state: { type: "string", enum: ["open", "paid", "sent", "returned"] },
      since: { anyOf: [{ type: "string", format: "date" }, { type: "null" }] },
      limit: { type: "integer", minimum: 1, maximum: most, default: 20 },
    },
    required: ["shop"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      rows: {
        type: "array",
        items: {
          type: "object",
          properties: { id: { type: "integer" }, state: { type: "string" }, total: { type: "number" } },
          required: ["id", "state"],
        },
      },
    },
    required: ["rows"],
  },
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
});

/** A saved answer of `tools/list`. */
const list = (tools, most) =>
  JSON.stringify({ tools: Array.from({ length: tools }, (_, n) => tool(n, most)) });

/** @param {string} work an empty folder  @param {{ rounds: number }} options */
export async function benchDiff(work, { rounds }) {
  const rows = [];
  for (const tools of [1, 100, 1000]) {
    const [old, same, changed] = ["old.json", "same.json", "changed.json"].map((name) => join(work, name));
    await Promise.all([
      writeFile(old, list(tools, 100)),
      writeFile(same, list(tools, 100)),
      writeFile(changed, list(tools, 50)),
    ]);
    const ms = { [same]: [], [changed]: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [path, times] of Object.entries(ms)) {
        times.push((await run(process.execPath, [command, "diff", old, path, "--json"])).ms);
      }
    }
    rows.push([tools, ...[same, changed].map((path) => median(ms[path]).toFixed(0))]);
  }
  console.log(`\ndiff of two lists of tools, median of ${rounds} rounds (limit: 1,000 tools in 1,000 ms)\n`);
  table(["tools", "nothing changed, ms", "every tool changed, ms"], rows);
}
