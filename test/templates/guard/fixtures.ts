import { validator } from "@exodus/schemasafe";
import { createLog } from "../../../templates/base/src/telemetry/log.js";
import type { Audit, AuditEvent } from "../../../templates/base/src/telemetry/audit.js";
import type { Caller } from "../../../templates/base/src/guard/call.js";
import { createGuard, type GuardOptions } from "../../../templates/base/src/guard/guard.js";
import { memoryLimiter } from "../../../templates/base/src/guard/limiter.js";
import type { Limits, Tool, Validator } from "../../../templates/base/src/guard/tool.js";

export const limits: Limits = {
  rate: { calls: 1_000, seconds: 60 },
  concurrency: 4,
  timeoutMs: 1_000,
  rows: 5,
  bytes: 4_096,
};

type Schema = Tool["definition"]["inputSchema"];

/** As the generator compiles them, at run time for once. */
export const compile = (schema: object, useDefaults: boolean): Validator =>
  validator(schema as never, {
    includeErrors: true,
    allErrors: true,
    useDefaults,
    isJSON: true,
    mode: "default",
    $schemaDefault: "https://json-schema.org/draft/2020-12/schema",
  }) as unknown as Validator;

export interface ToolSketch extends Partial<Omit<Tool, "definition" | "limits">> {
  readonly name?: string;
  readonly input?: Record<string, unknown>;
  readonly required?: string[];
  readonly output?: object;
  readonly limits?: Partial<Limits>;
}

export const tool = (sketch: ToolSketch = {}): Tool => {
  const { name = "echo", input = {}, required = [], output, limits: own, ...rest } = sketch;
  const inputSchema = {
    type: "object",
    additionalProperties: false,
    properties: input,
    required,
  } as unknown as Schema;
  return {
    definition: {
      name,
      inputSchema,
      ...(output !== undefined && { outputSchema: output as never }),
    },
    validateInput: compile(inputSchema, JSON.stringify(inputSchema).includes('"default":')),
    ...(output !== undefined && { validateOutput: compile(output, false) }),
    caps: {},
    scopes: [],
    redact: [],
    run: async (args) => ({ kind: "value", value: args }),
    ...rest,
    limits: { ...limits, ...own },
  };
};

export const caller = (overrides: Partial<Caller> = {}): Caller => ({
  transport: "stdio",
  principal: { id: "user:1000" },
  signal: new AbortController().signal,
  ...overrides,
});

export interface MemoryAudit extends Audit {
  readonly events: AuditEvent[];
}

export const memoryAudit = (overrides: Partial<Audit> = {}): MemoryAudit => {
  const events: AuditEvent[] = [];
  return {
    events,
    accepts: () => true,
    write: async (event) => {
      events.push(JSON.parse(JSON.stringify(event)) as AuditEvent); // as it would be written
      return true;
    },
    flush: () => {},
    failures: () => 0,
    hash: (text) => `hmac:${text.length}`,
    close: () => {},
    ...overrides,
  };
};

export type LogLine = Record<string, unknown>;

/** A log whose lines can be read. */
export const memoryLog = (level: "info" | "debug" = "info") => {
  const text: string[] = [];
  const log = createLog({ level }, { write: (line) => void text.push(line) });
  return { log, text, lines: () => text.map((line) => JSON.parse(line) as LogLine) };
};

/** A guard with its records at hand. */
export const harness = (tools: readonly Tool[], options: Partial<GuardOptions> = {}) => {
  const audit = memoryAudit();
  const memory = memoryLog();
  const guard = createGuard({
    tools,
    limits: { ...limits, concurrency: 8 },
    log: memory.log,
    audit,
    sources: {},
    limiter: memoryLimiter(),
    contract: "sha256:41",
    ...options,
  });
  return { guard, audit, ...memory };
};

type Answer = Awaited<ReturnType<ReturnType<typeof createGuard>>>;

/** The text of the first block. */
export const textOf = (result: Answer): string => {
  const [first] = result.content;
  return first?.type === "text" ? first.text : "";
};
