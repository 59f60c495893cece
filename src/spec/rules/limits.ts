import type { Path } from "../document.js";
import { defaultLimits, mergeLimits } from "../build-limits.js";
import type { Limits } from "../model.js";
import type { SpecLimits } from "../schema.js";
import { parseDuration, parseRate, parseSize } from "../units.js";
import { eachTool, written, type Report, type Rule } from "./rule.js";

interface Comparison {
  readonly key: keyof SpecLimits;
  /** Larger is looser. */
  readonly amount: (limits: Limits) => number;
  readonly text: (limits: Limits) => string;
}

const comparisons: readonly Comparison[] = [
  {
    key: "rate",
    amount: ({ rate }) => rate.calls / rate.seconds,
    text: ({ rate }) => `${rate.calls} calls in ${rate.seconds} s`,
  },
  {
    key: "concurrency",
    amount: ({ concurrency }) => concurrency,
    text: ({ concurrency }) => `${concurrency}`,
  },
  { key: "timeout", amount: ({ timeoutMs }) => timeoutMs, text: ({ timeoutMs }) => `${timeoutMs / 1000} s` },
  { key: "rows", amount: ({ rows }) => rows, text: ({ rows }) => `${rows}` },
  { key: "bytes", amount: ({ bytes }) => bytes, text: ({ bytes }) => `${bytes} bytes` },
];

export const toolLimits: Rule = {
  name: "tool-limits",
  codes: ["MCP1210"],
  check(context, report) {
    const server = mergeLimits(context.spec.limits, defaultLimits);
    eachTool(context.spec, ({ limits }, _name, path) => {
      if (limits === undefined) return;
      const own = mergeLimits(limits, server);
      for (const { key, amount, text } of comparisons) {
        const isWritten = written(context, ["limits", key]) !== undefined;
        // The server's own limit may be misspelt: nothing to compare with.
        if (isWritten && context.spec.limits?.[key] === undefined) continue;
        if (amount(own) <= amount(server)) continue;
        const whose = isWritten ? "the server's limit" : "the default limit of a server";
        report("MCP1210", [...path, "limits", key], `${key} is above ${whose} of ${text(server)}`, {
          ...(isWritten ? {} : { help: `lower it, or set \`limits: { ${key}: … }\` for the whole server` }),
        });
      }
    });
  },
};

/** Node's timers hold 2^31 - 1 ms; a result is held in memory. */
const bounds = { timeoutMs: 24 * 3_600_000, bytes: 64 * 1024 * 1024 };

export const possibleLimits: Rule = {
  name: "possible-limits",
  codes: ["MCP1106"],
  check({ spec }, report) {
    checkBounds(spec.limits, ["limits"], report);
    eachTool(spec, ({ limits }, _name, path) => checkBounds(limits, [...path, "limits"], report));
  },
};

function checkBounds(limits: SpecLimits | undefined, path: Path, report: Report): void {
  const outside = (
    key: keyof SpecLimits,
    amount: number | undefined,
    least: number,
    most: number,
    words: string,
  ) => {
    if (limits?.[key] === undefined || (amount !== undefined && amount >= least && amount <= most)) return;
    report("MCP1106", [...path, key], `${key} is ${limits[key]}; it must be ${words}`);
  };
  const { rate, timeout, bytes } = limits ?? {};
  outside("rate", parseRate(rate ?? "")?.calls, 1, 1_000_000_000, "at least one call");
  outside("timeout", parseDuration(timeout ?? ""), 1, bounds.timeoutMs, "between 1 ms and 24 h");
  outside("bytes", parseSize(bytes ?? ""), 1024, bounds.bytes, "between 1 KiB and 64 MiB");
}
