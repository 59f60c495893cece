import type { Values } from "../arguments.js";
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import type { AuthAnswer, SourceAnswer, TransportAnswer } from "./answers.js";
import type { Given } from "./questions.js";

/** Options that answer a question of the wizard, by name; they mean nothing for a spec that exists. */
export const answerFlags: readonly string[] = [
  "name",
  "description",
  "source",
  "database",
  "api",
  "tool",
  "tool-description",
  "sql",
  "transport",
  "port",
  "rate",
  "auth",
  "issuer",
  "audience",
  "with",
];

/** The answers that the command line gives. Error: a port that is no number (MCP1903). */
export function givenFlags(values: Values): Checked<Given> {
  const text = (flag: string) => {
    const value = values.get(flag);
    return typeof value === "string" ? value : undefined;
  };
  const port = text("port");
  if (port !== undefined && !/^\d{1,5}$/.test(port)) {
    const message = `--port takes a number, not ${quoted(port)}`;
    return { ok: false, diagnostics: [diagnostic("MCP1903", { message })] };
  }
  const transport = values.get("transport");
  const additions = values.get("with");
  const answers: { readonly [K in keyof Given]: Given[K] | undefined } = {
    name: text("name"),
    description: text("description"),
    // yargs has compared these with their choices.
    source: text("source") as SourceAnswer | undefined,
    database: text("database"),
    api: text("api"),
    tool: text("tool"),
    toolDescription: text("tool-description"),
    sql: text("sql"),
    transports: (typeof transport === "string" ? [transport] : transport) as TransportAnswer[] | undefined,
    port: port === undefined ? undefined : Number(port),
    rate: text("rate"),
    auth: text("auth") as AuthAnswer | undefined,
    issuer: text("issuer"),
    audience: text("audience"),
    with: typeof additions === "string" ? [additions] : Array.isArray(additions) ? additions : undefined,
  };
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
  return { ok: true, value: given as Given, diagnostics: [] };
}
