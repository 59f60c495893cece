import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { chooseClient, chooseScope } from "../connect/choose.js";
import { additionOf, type Client } from "../connect/client.js";
import { connectionTo, type Connection } from "../connect/connection.js";
import type { Instructions } from "../connect/instructions.js";
import { machineOf, type Machine } from "../connect/machine.js";
import { writeEntry } from "../connect/write-entry.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { findSpec } from "../project/find-spec.js";
import { loadProject } from "../project/load-project.js";
import type { ServerModel } from "../spec/model.js";
import type { Terminal } from "../terminal.js";

/** `create-mcp-prod connect CLIENT`: prints a client's configuration for the server, or writes it. */
export async function connect(dir: string | undefined, values: Values, outer: Terminal): Promise<Outcome> {
  // stdout holds JSON, and nothing else.
  const terminal = values.has("json") ? { ...outer, out: () => undefined } : outer;
  const chosen = chooseClient(values.get("client"));
  if (!chosen.ok) return refusal(chosen.diagnostics);
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  const { folder } = found.value;
  const loaded = await loadProject(found.value, { terminal, offline: true });
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const { model } = loaded.value;
  const machine = machineOf(terminal);
  const connection = connectionTo(model, { folder, ...wishesOf(values) }, machine);
  if (!connection.ok) return refusal(connection.diagnostics);

  const way: Way = {
    connection: connection.value,
    name: textOf(values, "name") ?? model.server.name,
    machine,
    // A client that is told which server to use is used in the folder at hand; else the server's own is meant.
    place: dir === undefined ? folder : terminal.cwd,
    ends: endOf(model, textOf(values, "api")),
    isBuilt: connection.value.kind === "http" || existsSync(resolve(folder, "dist", "main.js")),
  };
  if ("file" in chosen.value) return toFile(chosen.value.file, way, values, terminal);
  const told = chosen.value.tell(way.connection, way.name);
  return tell(told, way, values, terminal);
}

/** The server as a client is to see it. */
interface Way {
  readonly connection: Connection;
  readonly name: string;
  readonly machine: Machine;
  /** The project in which the client is used. */
  readonly place: string;
  readonly isBuilt: boolean;
  /** When the major ends that the client is to stay with, in a sentence; absent: nobody has said. */
  readonly ends: string | undefined;
}

function endOf({ majors }: ServerModel, api: string | undefined): string | undefined {
  const end = majors?.older.find(({ major }) => String(major) === api)?.end;
  if (end === undefined) return undefined;
  const how = end.guide === undefined ? "" : ` How to move on: ${end.guide}`;
  return `Major ${api} ends on ${end.sunset}.${how}`;
}

function toFile(client: Client, way: Way, values: Values, terminal: Terminal): Outcome {
  const { connection, name, machine } = way;
  const scope = chooseScope(client, values.get("scope"));
  if (!scope.ok) return refusal(scope.diagnostics);
  const ownNotes = client.notes(connection, machine, name);
  const addition = additionOf(client, connection, machine, name);
  const path = client.files[scope.value]?.(machine, way.place);
  if (addition === undefined || path === undefined) {
    return tell({ text: "", notes: ownNotes }, way, values, terminal);
  }
  const notes = notesOf(ownNotes, way);

  const wanted = { client, transport: connection.kind, key: client.key(name), addition };
  const json = { client: client.name, scope: scope.value, file: path };
  if (asksToWrite(values)) {
    const dryRun = values.has("dry-run");
    const isPrivate = scope.value === "user";
    const outcome = writeEntry({ path, wanted, isPrivate, force: values.has("force"), dryRun }, terminal);
    if (outcome.exitCode === 0 && !dryRun) terminal.err(paragraph(notes));
    return { ...outcome, json: { ...json, ...outcome.json, notes } };
  }
  const entries = client.at.reduceRight<Readonly<Record<string, unknown>>>(
    (inner, key) => ({ [key]: inner }),
    { [wanted.key]: addition.entry },
  );
  const text = client.format.print({ ...addition.lists, ...entries });
  terminal.err(`${client.title} reads ${path}. This goes into it, and --write puts it there:\n\n`);
  terminal.out(text);
  terminal.err(`\n${paragraph(notes)}`);
  return { exitCode: 0, diagnostics: [], json: { ...json, text, notes } };
}

/** Errors: MCP1951. */
function tell({ text, notes }: Instructions, way: Way, values: Values, terminal: Terminal): Outcome {
  const all = text === "" ? notes : notesOf(notes, way);
  if (asksToWrite(values)) {
    const message = `there is no file of ${String(values.get("client"))} in which this could be written`;
    return refusal([diagnostic("MCP1951", { message })]);
  }
  terminal.out(text);
  terminal.err(`${text === "" ? "" : "\n"}${paragraph(all)}`);
  return { exitCode: 0, diagnostics: [], json: { client: values.get("client"), text, notes: all } };
}

const asksToWrite = (values: Values): boolean => values.has("write") || values.has("dry-run");

const notesOf = (notes: readonly string[], { isBuilt, ends }: Way): readonly string[] => [
  ...(ends === undefined ? [] : [ends]),
  ...(isBuilt ? [] : ["There is no dist/main.js yet: `npm run build` makes it."]),
  ...notes,
];

const paragraph = (notes: readonly string[]): string => notes.map((note) => `${note}\n`).join("");

const wishesOf = (values: Values) => ({
  transport: textOf(values, "transport"),
  url: textOf(values, "url"),
  token: textOf(values, "token"),
  api: textOf(values, "api"),
});

const textOf = (values: Values, name: string): string | undefined => {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
};
