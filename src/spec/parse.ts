/**
 * YAML (and so JSON) to a value with places. Built on the parser's events rather than its loader: the loader
 * stops at the first duplicate key and forgets where everything stood.
 */
import { EVENT_ID, parseEvents, YAMLException, type Event } from "js-yaml";
import type { Checked, Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { lineIndex, type Document } from "./document.js";
import { syntaxError } from "./syntax-error.js";
import { buildNode, type Builder } from "./yaml-build.js";
import { yamlPlaces } from "./yaml-node.js";

/** The largest number of nodes when every alias is written out, in a spec that has aliases. */
const largestExpansion = 200_000;

/** Errors: MCP1003, MCP1006 to MCP1014. Throws what is no fault of the text. */
export function parseYaml(text: string, file: string): Checked<Document> {
  const span = lineIndex(file, text);
  let events: Event[];
  try {
    events = parseEvents(text, { filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { ok: false, diagnostics: [syntaxError(error, text, span)] };
  }
  if (events.length === 0) {
    return {
      ok: false,
      diagnostics: [diagnostic("MCP1003", { message: "the spec is empty", span: span(0, 0) })],
    };
  }

  const diagnostics: Diagnostic[] = [];
  const builder: Builder = {
    text,
    events,
    span,
    report: (one) => diagnostics.push(one),
    next: 1,
    anchors: new Map(),
    aliases: 0,
    aliasedWeight: 0,
    largestExpansion,
  };
  const root = buildNode(builder);
  const second = events.findIndex(({ type }, index) => index > 0 && type === EVENT_ID.DOCUMENT);
  if (second > 0) {
    diagnostics.push(
      diagnostic("MCP1008", {
        message: "the file holds more than one document",
        span: separator(text, span, root.end),
      }),
    );
  }
  if (diagnostics.some(({ severity }) => severity === "error") && builder.stopped)
    return { ok: false, diagnostics };
  const document: Document = { file, value: root.value, places: yamlPlaces(text, root, span) };
  return { ok: true, value: document, diagnostics };
}

/** The line `---` after the first document. */
function separator(text: string, span: (from: number, to: number) => Span, after: number): Span {
  const found = /^---/m.exec(text.slice(Math.max(0, after)));
  const at = found === null ? Math.max(0, after) : Math.max(0, after) + found.index;
  return span(at, at + 3);
}
