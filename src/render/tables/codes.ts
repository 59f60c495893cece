/** How calls end that do not end well. */
import { allTools } from "../../spec/all-tools.js";
import type { ServerModel } from "../../spec/model.js";
import { mdCode } from "../text.js";
import { isWritable } from "../writable.js";
import type { Table } from "./table.js";

/** The codes that this server can answer with. */
export function codeTable(model: ServerModel): Table {
  const sql = model.sources.some(({ kind }) => kind !== "http");
  const api = model.sources.some(({ kind }) => kind === "http");
  const writable = model.sources.some(isWritable);
  const operation = allTools(model).some(({ implementation }) => implementation.kind === "http");
  const handlers = allTools(model).some(({ implementation }) => implementation.kind === "handler");
  const scoped = allTools(model).some(({ scopes }) => scopes.length > 0);
  const rows: readonly (readonly [string, boolean, string])[] = [
    ["INVALID_ARGUMENTS", true, "The arguments do not fit the tool's schema; the sentence names them"],
    ["FORBIDDEN", scoped, "The caller lacks a scope"],
    ["RATE_LIMITED", true, "Too many calls of this tool by this caller; the sentence says when to try again"],
    ["OVERLOADED", true, "Too many calls at once; the same"],
    [
      "STORE_UNAVAILABLE",
      model.limitStore !== undefined,
      "The store that counts calls is away, and the server is set to refuse then; the same",
    ],
    ["TIMEOUT", true, "The deadline passed and the work was stopped"],
    ["CANCELLED", true, "The client went away or cancelled"],
    ["RESULT_TOO_LARGE", true, "The result is larger than allowed and cannot be cut"],
    ["INVALID_RESULT", true, "The tool returned what its schema does not allow: a defect here"],
    [
      "SOURCE_UNAVAILABLE",
      sql || api,
      `The ${places(sql, api)} cannot be reached now${api ? "; the sentence may say when to try again" : ""}`,
    ],
    ["SOURCE_ERROR", sql || api, `The ${places(sql, api)} failed or refused the request; the log says why`],
    ["NOT_FOUND", operation, "The service has nothing under these arguments"],
    [
      "CONFLICT",
      operation || writable,
      [
        ...(operation ? ["The service is in another state than the call expects"] : []),
        ...(writable ? ["The database's rules refuse the change, or another one came in between"] : []),
      ].join(". "),
    ],
    [
      "OUTCOME_UNKNOWN",
      writable,
      "The database was lost while it saved the change, which may be there or not",
    ],
    ["UPSTREAM_REFUSED", operation, "The service refuses these arguments"],
    ["UPSTREAM_DENIED", api, "The service does not let this server do that, or does not know its credential"],
    ["UPSTREAM_BUSY", operation, "The service has been asked too often; the sentence says when to try again"],
    [
      "WRITE_REFUSED",
      sql,
      writable
        ? "A database was asked to change what its role may not"
        : "A read-only database was asked to change something",
    ],
    ["NOT_IMPLEMENTED", handlers, "The handler has not been written yet"],
    ["INTERNAL", true, "Anything nobody foresaw; the log has it under the call's id"],
  ];
  return {
    header: ["Code", "What happened"],
    rows: rows.filter(([, applies]) => applies).map(([code, , text]) => [mdCode(code), text]),
  };
}

const places = (sql: boolean, api: boolean): string =>
  [sql && "database", api && "service"].filter(Boolean).join(" or ");
