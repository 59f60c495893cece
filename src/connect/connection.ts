/** How a client reaches the server, before any client says it in its own words. */
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { pathOfMajor } from "../render/majors.js";
import { connectionVariables, type Variable } from "../render/environment.js";
import type { ServerModel } from "../spec/model.js";
import type { Machine } from "./machine.js";

/** The client starts the server. */
export interface StdioConnection {
  readonly kind: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** What the server does not start without. */
  readonly variables: readonly Variable[];
  /** The server's project, absolute. */
  readonly folder: string;
}

/** The server runs already. */
export interface HttpConnection {
  readonly kind: "http";
  readonly url: string;
  /** The variable with the bearer token that the client shows; absent: it shows none, or signs in by OAuth. */
  readonly token?: string;
}

export type Connection = StdioConnection | HttpConnection;

export interface Wishes {
  /** The server's project, absolute. */
  readonly folder: string;
  readonly transport?: string | undefined;
  readonly url?: string | undefined;
  /** Name of an environment variable. */
  readonly token?: string | undefined;
  /** A major version of the tools. */
  readonly api?: string | undefined;
}

/** Errors: MCP1903, MCP1950. */
export function connectionTo(model: ServerModel, wishes: Wishes, machine: Machine): Checked<Connection> {
  const { stdio, http } = model.transports;
  const remote = wishes.url ?? wishes.token;
  const wanted = wishes.transport ?? (stdio && remote === undefined ? "stdio" : "http");
  if (wanted === "stdio" && remote !== undefined) {
    return wrong("--url and --token are for HTTP: over stdio the client starts the server itself");
  }
  const majors = servedMajors(model);
  if (wishes.api !== undefined && !majors.includes(wishes.api)) {
    const served = majors.length === 0 ? "one major only, without --api" : `majors ${majors.join(", ")}`;
    return wrong(`${model.server.name} serves ${served}`);
  }
  if (wishes.api !== undefined && wishes.url !== undefined) {
    return wrong("--api is part of the --url that you give, such as https://mcp.example.com/v1/mcp");
  }
  if (wanted === "stdio" && stdio) return good(overStdio(model, wishes, machine));
  if (wanted === "http" && http) return overHttp(model, wishes);
  const other = wanted === "stdio" ? "http" : "stdio";
  const message = `${model.server.name} does not serve ${wanted}`;
  const help = `add it to \`transports\` in ${model.specFile} and generate, or pass --transport ${other}`;
  return refused(diagnostic("MCP1950", { message, help }));
}

/** Majors of the contract that a client can stay with, as words of the command line. */
const servedMajors = ({ majors }: ServerModel): readonly string[] =>
  majors === undefined ? [] : [...majors.older.map(({ major }) => major), majors.newest].map(String);

function overStdio(model: ServerModel, { folder, api }: Wishes, machine: Machine): StdioConnection {
  return {
    kind: "stdio",
    command: "node",
    // Clients start it in folders of their own choice.
    args: [
      machine.path.join(folder, "dist", "main.js"),
      "--stdio",
      ...(api === undefined ? [] : ["--api", api]),
    ],
    variables: connectionVariables(model).filter(
      ({ name, required }) => required || Boolean(machine.env[name]),
    ),
    folder,
  };
}

function overHttp(model: ServerModel, wishes: Wishes): Checked<HttpConnection> {
  const written = wishes.url ?? ownUrl(model, wishes.api);
  if (written === undefined) {
    return wrong(
      "where a major is behind the server's public URL is not known: give its --url instead of --api",
    );
  }
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return wrong(`--url ${quoted(written)} is not the URL of a server, such as https://mcp.example.com/mcp`);
  }
  if (url.username !== "" || url.password !== "") {
    return wrong("--url holds a password, which would stand in the configuration for all to read");
  }
  const token = wishes.token ?? (model.auth.kind === "apiKeys" ? tokenVariable(model) : undefined);
  if (token !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(token)) {
    return wrong("--token takes the name of an environment variable, never the token itself");
  }
  return good({ kind: "http", url: written, ...(token !== undefined && { token }) });
}

/** Tokens are made out to the server's public URL; without them it listens on this machine. */
function ownUrl({ auth, transports }: ServerModel, api: string | undefined): string | undefined {
  const path = transports.http?.path ?? "/";
  const url = auth.kind === "jwt" ? auth.audience : `http://127.0.0.1:${transports.http?.port}${path}`;
  if (api === undefined) return url;
  // A public URL may end otherwise, behind a proxy that gives the path another name.
  return url.endsWith(path) ? url.slice(0, -path.length) + pathOfMajor(path, Number(api)) : undefined;
}

/** `INTERNAL_DB_MCP_TOKEN` for `internal-db-mcp`. */
const tokenVariable = ({ server }: ServerModel): string =>
  `${server.name.replaceAll(/[^a-z0-9]+/g, "_").toUpperCase()}_TOKEN`.replace(/^(?=\d)/, "_");

const good = <T>(value: T): Checked<T> => ({ ok: true, value, diagnostics: [] });

const refused = (problem: ReturnType<typeof diagnostic>): Checked<never> => ({
  ok: false,
  diagnostics: [problem],
});

const wrong = (message: string): Checked<never> => refused(diagnostic("MCP1903", { message }));
