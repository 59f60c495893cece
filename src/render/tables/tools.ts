/** The tools, and those of them that are to go. */
import type { Deprecation, Limits, Rate } from "../../spec/model.js";
import { oldNameOf } from "../../spec/old-name.js";
import { mdCode, mdText } from "../text.js";
import type { ToolView } from "../tool-view.js";
import type { Table } from "./table.js";

/** What each tool does, and how much of it there is. */
export function toolTable(tools: readonly ToolView[]): Table {
  const scoped = tools.some(({ scopes }) => scopes.length > 0);
  return {
    header: ["Tool", "What it does", "Limits of a call", ...(scoped ? ["Scopes"] : [])],
    rows: tools.map(({ name, description, limits, scopes, isSql }) => [
      mdCode(name),
      mdText(firstSentence(description)),
      limitsInWords(limits, isSql),
      ...(scoped ? [scopes.map(mdCode).join(" ") || "none"] : []),
    ]),
  };
}

/** Tools and old names that still work, and will not for long. */
export function deprecatedTable(tools: readonly ToolView[]): Table {
  const row = (name: string, gone: Partial<Deprecation>, why: string) => [
    mdCode(name),
    gone.since ?? "",
    gone.removeIn ?? "the next major version",
    gone.use === undefined ? "" : mdCode(gone.use),
    mdText(why),
  ];
  return {
    header: ["Tool", "Since", "Gone in", "Use instead", "Why"],
    rows: tools.flatMap((tool) => {
      const { name, deprecated } = tool;
      const oldName = oldNameOf(tool);
      return [
        ...(deprecated ? [row(name, deprecated, deprecated.reason ?? "")] : []),
        ...(oldName ? [row(oldName.name, oldName.deprecated, "It has another name.")] : []),
      ];
    }),
  };
}

/** The model reads all of it; a table wants the gist. */
const firstSentence = (text: string): string => {
  const end = /[.!?](?=\s|$)/.exec(text);
  return end === null ? text : text.slice(0, end.index + 1);
};

/** Rows are counted of statements; a handler returns a value. */
const limitsInWords = ({ rate, timeoutMs, rows, bytes }: Limits, ofRows: boolean): string =>
  [
    rateInWords(rate),
    `${timeoutMs / 1000} s`,
    ...(ofRows ? [`${rows} ${rows === 1 ? "row" : "rows"}`] : []),
    size(bytes),
  ].join(", ");

const rateInWords = ({ calls, seconds }: Rate): string => {
  const unit = { 1: "second", 60: "minute", 3600: "hour", 86400: "day" }[seconds];
  return unit === undefined ? `${calls} in ${seconds} s` : `${calls}/${unit}`;
};

function size(bytes: number): string {
  if (bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2} MiB`;
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} B`;
}
