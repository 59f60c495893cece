/** From words of the command line to a client and one of its files. */
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { clientNames } from "../options.js";
import { scopes, type Client, type Scope } from "./client.js";
import { clients } from "./clients.js";
import { chatgpt, other, type Tell } from "./instructions.js";

/** A client with a file, or what the users of one without are told. */
export type Chosen = { readonly file: Client } | { readonly tell: Tell };

const told: ReadonlyMap<unknown, Tell> = new Map([
  ["chatgpt", chatgpt],
  ["other", other],
]);

/** Errors: MCP1903. */
export function chooseClient(written: unknown): Checked<Chosen> {
  const tell = told.get(written);
  if (tell !== undefined) return good({ tell });
  const client = clients.find(({ name }) => name === written);
  if (client !== undefined) return good({ file: client });
  const said = typeof written === "string" ? `, not ${quoted(written)}` : "";
  const label = typeof written === "string" ? didYouMean(written, clientNames) : undefined;
  const message = `connect takes one of ${clientNames.join(", ")}${said}`;
  return { ok: false, diagnostics: [diagnostic("MCP1903", { message, label })] };
}

/** Errors: MCP1951. */
export function chooseScope({ files, title }: Client, written: unknown): Checked<Scope> {
  const scope = scopes.find((name) => name === written) ?? "user";
  if (files[scope] !== undefined) return good(scope);
  const message = `${title} has one configuration for all projects`;
  return { ok: false, diagnostics: [diagnostic("MCP1951", { message, help: "leave out --scope" })] };
}

const good = <T>(value: T): Checked<T> => ({ ok: true, value, diagnostics: [] });
