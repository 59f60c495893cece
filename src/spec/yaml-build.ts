/** Events of one document to values and places. Depth is bounded by the parser (100). */
import {
  COLLECTION_STYLE,
  EVENT_ID,
  getScalarValue,
  SCALAR_STYLE,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import type { Code } from "../diagnostics/catalog.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { scalarValue } from "./yaml-scalar.js";
import type { YamlEntry, YamlNode } from "./yaml-node.js";

/** State of one reading. */
export interface Builder {
  readonly text: string;
  readonly events: readonly Event[];
  readonly span: (from: number, to: number) => Span;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Index of the next event. */
  next: number;
  /** `open`: the node is being read, so that an alias to it would never end. */
  readonly anchors: Map<string, YamlNode | "open">;
  aliases: number;
  aliasedWeight: number;
  readonly largestExpansion: number;
  /** Set when the document must not be looked at further. */
  stopped?: boolean;
}

const nothing = (): YamlNode => ({ start: -1, end: -1, value: null, weight: 1 });

function refuse(
  builder: Builder,
  code: Code,
  message: string,
  from: number,
  to: number,
  label?: string,
): void {
  builder.report(diagnostic(code, { message, span: builder.span(from, to), label }));
}

/** Reads one node and everything in it. */
export function buildNode(builder: Builder): YamlNode {
  const event = builder.events[builder.next];
  builder.next += 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return anchored(builder, event, () => scalarNode(builder, event));
    case EVENT_ID.SEQUENCE:
      return anchored(builder, event, () => sequenceNode(builder, event));
    case EVENT_ID.MAPPING:
      return anchored(builder, event, () => mappingNode(builder, event));
    case EVENT_ID.ALIAS:
      return aliasNode(builder, event.anchorStart, event.anchorEnd);
    default:
      builder.next -= 1;
      return nothing();
  }
}

function anchored(
  builder: Builder,
  event: ScalarEvent | SequenceEvent | MappingEvent,
  build: () => YamlNode,
): YamlNode {
  if (event.anchorStart < 0) return build();
  const name = builder.text.slice(event.anchorStart, event.anchorEnd);
  builder.anchors.set(name, "open");
  const node = build();
  builder.anchors.set(name, node);
  return node;
}

function scalarNode(builder: Builder, event: ScalarEvent): YamlNode {
  const { text } = builder;
  const source = getScalarValue(text, event);
  const block = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  const start = block ? event.valueStart + Math.max(0, event.indent) : event.valueStart;
  const end = block ? start + text.slice(start, event.valueEnd).trimEnd().length : event.valueEnd;
  const tag = event.tagStart < 0 ? undefined : text.slice(event.tagStart, event.tagEnd);
  const resolved = scalarValue(source, event.style === SCALAR_STYLE.PLAIN, tag);
  if (!resolved.ok)
    refuse(
      builder,
      resolved.code,
      resolved.message,
      start < 0 ? event.tagStart : start,
      Math.max(start, end),
    );
  return { start, end, value: resolved.ok ? resolved.value : null, weight: 1, scalar: event };
}

function sequenceNode(builder: Builder, event: SequenceEvent): YamlNode {
  checkTag(builder, event, ["!!seq", "!"]);
  const node: YamlNode = { start: event.start, end: event.start + 1, value: null, weight: 1, items: [] };
  while (more(builder)) {
    const item = buildNode(builder);
    node.items?.push(item);
    node.weight += item.weight;
    node.end = Math.max(node.end, item.end);
  }
  node.value = node.items?.map(({ value }) => value);
  return closed(builder, node, event);
}

function mappingNode(builder: Builder, event: MappingEvent): YamlNode {
  checkTag(builder, event, ["!!map", "!"]);
  const entries = new Map<string, YamlEntry>();
  const node: YamlNode = { start: event.start, end: event.start + 1, value: null, weight: 1, entries };
  const merged: YamlNode[] = [];
  while (more(builder)) {
    const key = keyOf(builder);
    const value = buildNode(builder);
    node.end = Math.max(node.end, key.end, value.end);
    node.weight += value.weight;
    if (key.name === undefined) continue;
    if (key.merge) {
      merged.push(...mergeSources(builder, value, key));
      continue;
    }
    const first = entries.get(key.name);
    if (first === undefined) {
      entries.set(key.name, { keyStart: key.start, keyEnd: key.end, node: value });
    } else {
      const { line, column } = builder.span(first.keyStart, first.keyEnd).start;
      const where = `also at line ${line}, column ${column}`;
      refuse(builder, "MCP1007", `duplicate key ${quoted(key.name)}`, key.start, key.end, where);
    }
  }
  for (const source of merged) {
    for (const [name, entry] of source.entries ?? []) {
      if (entries.has(name)) continue;
      entries.set(name, entry);
      node.weight += entry.node.weight;
      builder.aliasedWeight += entry.node.weight;
    }
  }
  const value: Record<string, unknown> = {};
  for (const [name, entry] of entries) value[name] = entry.node.value;
  node.value = value;
  return closed(builder, node, event);
}

interface Key {
  /** `undefined`: refused, and reported. */
  readonly name?: string;
  /** `<<`, unquoted. */
  readonly merge?: boolean;
  readonly start: number;
  readonly end: number;
}

function keyOf(builder: Builder): Key {
  const event = builder.events[builder.next];
  if (event?.type !== EVENT_ID.SCALAR) {
    const { start, end, value } = buildNode(builder);
    if (typeof value === "string" && value !== "__proto__") return { name: value, start, end };
    refuse(builder, "MCP1012", "a key must be text", Math.max(0, start), Math.max(0, end));
    return { start, end };
  }
  const node = buildNode(builder);
  const name = getScalarValue(builder.text, event);
  const { start, end } = node;
  if (event.valueStart < 0 || name === "__proto__") {
    const message = name === "" ? "a key is missing" : `the key ${quoted(name)} is not allowed`;
    refuse(builder, "MCP1012", message, Math.max(0, start), Math.max(0, end));
    return { start, end };
  }
  return { name, merge: name === "<<" && event.style === SCALAR_STYLE.PLAIN, start, end };
}

/** The mappings that `<<` names. The merge key is YAML 1.1, but widely used to share parameters. */
function mergeSources(builder: Builder, value: YamlNode, key: Key): readonly YamlNode[] {
  const sources = value.items ?? [value];
  if (sources.every(({ entries }) => entries !== undefined)) return sources;
  refuse(builder, "MCP1014", "`<<` needs a mapping", key.start, key.end);
  return [];
}

function aliasNode(builder: Builder, from: number, to: number): YamlNode {
  const name = builder.text.slice(from, to);
  const target = builder.anchors.get(name);
  if (target === undefined) {
    refuse(builder, "MCP1013", `unknown anchor ${quoted(name)}`, from - 1, to);
    return nothing();
  }
  if (target === "open") {
    refuse(builder, "MCP1009", `the alias ${quoted(name)} is inside of what it repeats`, from - 1, to);
    builder.stopped = true;
    return nothing();
  }
  builder.aliases += 1;
  builder.aliasedWeight += target.weight;
  if (builder.aliasedWeight > builder.largestExpansion) {
    if (!builder.stopped) refuse(builder, "MCP1009", "aliases make the spec too large", from - 1, to);
    builder.stopped = true;
    return nothing();
  }
  return { ...target };
}

/** Whether the collection goes on; passes its end otherwise. */
function more(builder: Builder): boolean {
  if (builder.next < builder.events.length && builder.events[builder.next]?.type !== EVENT_ID.POP)
    return true;
  builder.next += 1;
  return false;
}

/** A flow collection ends with its bracket. */
function closed(builder: Builder, node: YamlNode, event: SequenceEvent | MappingEvent): YamlNode {
  if (event.style !== COLLECTION_STYLE.FLOW) return node;
  const bracket = /["'\s,]*[}\]]/y;
  bracket.lastIndex = node.end;
  if (bracket.test(builder.text)) node.end = bracket.lastIndex;
  return node;
}

function checkTag(builder: Builder, event: SequenceEvent | MappingEvent, known: readonly string[]): void {
  if (event.tagStart < 0) return;
  const tag = builder.text.slice(event.tagStart, event.tagEnd);
  if (!known.includes(tag))
    refuse(builder, "MCP1010", `unsupported tag ${quoted(tag)}`, event.tagStart, event.tagEnd);
}
