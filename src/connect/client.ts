/** What is known of a client: where its configuration is, and how an entry in it reads. One file for each. */
import type { Connection, HttpConnection, StdioConnection } from "./connection.js";
import type { ConfigFormat } from "./formats/format.js";
import type { Machine } from "./machine.js";

export const scopes = ["user", "project"] as const;

export type Scope = (typeof scopes)[number];

/** What an entry says, and what else the file has to have for it. */
export interface Addition {
  readonly entry: Readonly<Record<string, unknown>>;
  /** Lists at the top of the file that need these items, told apart by their `id`. */
  readonly lists?: Readonly<Record<string, readonly Item[]>>;
}

export interface Item {
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * What a key of an entry means for us. `exactly`: it must be as we would write it. `atLeast`: what we write must be
 * among what is there. `theirs`: a choice of the user's, which goes only when the transport changes. Keys that no
 * table has are kept whatever they say.
 */
export type Meaning = "exactly" | "atLeast" | "theirs";

export type Meanings = Readonly<Record<string, Meaning>>;

export interface Client {
  /** As on the command line. */
  readonly name: string;
  readonly title: string;
  readonly format: ConfigFormat;
  /** Its file for each scope that it has. `folder` is the project that the client is used in. */
  readonly files: Readonly<Partial<Record<Scope, (machine: Machine, folder: string) => string>>>;
  /** The keys that lead to the entries. */
  readonly at: readonly string[];
  /** The name of an entry that it would not take becomes one that it does. */
  readonly key: (name: string) => string;
  readonly stdio: (connection: StdioConnection, machine: Machine, name: string) => Addition;
  /** Absent: what runs elsewhere is not for its file; `instructions` say where it is for. */
  readonly http?: (connection: HttpConnection, machine: Machine, name: string) => Addition;
  /** By transport, the keys that belong to it. */
  readonly meanings: Readonly<Record<Connection["kind"], Meanings>>;
  /** What the user has to know and do, a sentence each. */
  readonly notes: (connection: Connection, machine: Machine, name: string) => readonly string[];
}

/** `{ [key]: { NAME: reference } }`, or nothing where there is no variable. */
export function referring(
  key: string,
  names: readonly string[],
  reference: (name: string) => string,
): Readonly<Record<string, unknown>> {
  if (names.length === 0) return {};
  return { [key]: Object.fromEntries(names.map((name) => [name, reference(name)])) };
}

/** `{ headers: { Authorization: … } }`, or nothing. */
export const bearing = ({ token }: HttpConnection, reference: (name: string) => string) =>
  token === undefined ? {} : { headers: { Authorization: `Bearer ${reference(token)}` } };

/** Names of the variables that the client has to have. */
export const variableNames = (connection: Connection): readonly string[] =>
  connection.kind === "stdio"
    ? connection.variables.map(({ name }) => name)
    : connection.token === undefined
      ? []
      : [connection.token];

/** For a client that looks its variables up when it starts. */
export function fromEnvironment(connection: Connection, title: string): readonly string[] {
  const names = variableNames(connection);
  if (names.length === 0) return [];
  const verb = names.length === 1 ? "comes" : "come";
  return [
    `${names.join(", ")} ${verb} from the environment that ${title} is started in; no value is written down.`,
  ];
}

/** Letters, digits, `_` and `-` are taken by all. */
export const plainKey = (name: string): string => name.replaceAll(/[^A-Za-z0-9_-]/g, "-");

/** Undefined: such servers are not for this client's file. */
export const additionOf = (
  client: Pick<Client, "stdio" | "http">,
  connection: Connection,
  machine: Machine,
  name: string,
): Addition | undefined =>
  connection.kind === "stdio"
    ? client.stdio(connection, machine, name)
    : client.http?.(connection, machine, name);
